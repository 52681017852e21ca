using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using CxBot.Reports;
using CxBot.Reports.Documents;
using CxBot.Reports.Figures;

namespace CxBot.Web.Desk.Reports;

/// <summary>A report as JSON, for programs. Durations are seconds; what a figure has no value of is left out.</summary>
internal static class ReportJson
{
    public static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Encoder = JavaScriptEncoder.Default,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase), new Seconds() },
    };

    /// <param name="days">The same day by day; null where it was not asked for.</param>
    public static ReportAnswer Of(ReportDocument document, IReadOnlyList<ReportDay>? days, TimeZoneInfo zone, DeskWords words) => new(
        document.Filter.From, document.Filter.To, zone.Id, document.Filter.Clock, document.At, document.MayChange, document.LeftOut,
        Answers(document.Lines, words))
    {
        Days = days?.Select(day => new DayAnswer(day.Day, Answers(day.Lines, words))).ToList(),
        Channel = document.Filter.Channel,
        Topic = document.Filter.Topic,
        Skill = document.Filter.Skill,
        Agent = document.Filter.Agent,
        Hour = document.Filter.Hour,
        Weekday = (int?)document.Filter.Weekday,
    };

    private static List<FigureAnswer> Answers(IReadOnlyList<ReportLine> lines, DeskWords words) =>
        [.. lines.Select(line => new FigureAnswer(line.Figure.Id, words["Report_" + line.Figure.Id], line.Value, line.Before))];

    private sealed class Seconds : JsonConverter<TimeSpan>
    {
        public override TimeSpan Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            TimeSpan.FromSeconds(reader.GetDouble());

        public override void Write(Utf8JsonWriter writer, TimeSpan value, JsonSerializerOptions options) =>
            writer.WriteRawValue(Math.Round(value.TotalSeconds, 3).ToString(CultureInfo.InvariantCulture));
    }
}

/// <param name="Zone">The zone that its days are of.</param>
/// <param name="AsOf">When it was read.</param>
/// <param name="MayChange">Its outcomes may still change.</param>
/// <param name="LeftOut">Cases of spam and of blocked customers, which are counted nowhere else.</param>
internal sealed record ReportAnswer(DateOnly From, DateOnly To, string Zone, ReportClock Clock, DateTimeOffset AsOf, bool MayChange,
    int LeftOut, IReadOnlyList<FigureAnswer> Figures)
{
    public string? Channel { get; init; }
    public string? Topic { get; init; }
    public string? Skill { get; init; }
    public string? Agent { get; init; }
    public int? Hour { get; init; }
    public int? Weekday { get; init; }

    /// <summary>Day by day, where that was asked for; days with nothing are left out.</summary>
    public IReadOnlyList<DayAnswer>? Days { get; init; }
}

/// <summary>What figures came to on a day.</summary>
internal sealed record DayAnswer(DateOnly Day, IReadOnlyList<FigureAnswer> Figures);

/// <param name="Before">In the period before, as long; null where it was not asked for.</param>
internal sealed record FigureAnswer(string Id, string Name, FigureValue Value, FigureValue? Before);
