namespace CxBot.Reports.Export;

/// <param name="Name">Head of the column, name of the field; none is empty, and no two of a table are alike.</param>
public sealed record ExportColumn(string Name, ColumnKind Kind);
