namespace CxBot.Reports.Export;

/// <summary>What a column of an export holds. Any cell may be null, which says that there is no value.</summary>
public enum ColumnKind
{
    /// <summary>A <see cref="string"/>.</summary>
    Text,

    /// <summary>A <see cref="long"/>.</summary>
    WholeNumber,

    /// <summary>A <see cref="double"/>; what is not finite is no value.</summary>
    DecimalNumber,

    /// <summary>A <see cref="DateTimeOffset"/>. Parquet keeps the moment, to the microsecond, and not the offset.</summary>
    Time,

    /// <summary>A <see cref="TimeSpan"/>, handed out as whole seconds.</summary>
    Duration,

    /// <summary>A <see cref="bool"/>.</summary>
    YesOrNo,
}
