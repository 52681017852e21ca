using CxBot.Reports.Figures;

namespace CxBot.Reports.Documents;

/// <summary>What a report came to when it was read, for whoever hands it on: programs, mail, the command line.</summary>
/// <param name="At">When it was read.</param>
public sealed record ReportDocument(ReportFilter Filter, DateTimeOffset At)
{
    /// <summary>In the order asked for.</summary>
    public required IReadOnlyList<ReportLine> Lines { get; init; }

    /// <summary>How many cases of the period are left out, because they are no customer's matter.</summary>
    public int LeftOut { get; init; }

    /// <summary>Whether its outcomes may still change, because customers may come back.</summary>
    public bool MayChange { get; init; }
}

/// <summary>One figure of a report.</summary>
/// <param name="Before">The same in the period before; null where it was not asked for.</param>
public sealed record ReportLine(Figure Figure, FigureValue Value, FigureValue? Before);

/// <summary>The same of one day.</summary>
public sealed record ReportDay(DateOnly Day, IReadOnlyList<ReportLine> Lines);
