using CxBot.Accounts;
using CxBot.Conversations;
using CxBot.Handover;
using CxBot.Handover.Hours;
using CxBot.Reports;
using CxBot.Reports.Facts;
using CxBot.Reports.Figures;
using CxBot.Web.Desk.Lists;
using CxBot.Web.Desk.Live;
using Microsoft.AspNetCore.Components;

namespace CxBot.Web.Desk.Reports;

public sealed partial class ReportsPage
{
    private static readonly Figure[] Overview = [AllFigures.Cases, AllFigures.Contained, AllFigures.LeftWithoutHelp, AllFigures.Asked];

    private static readonly Figure[] Waiting =
    [
        AllFigures.FirstReply, AllFigures.InTime, AllFigures.Taken, AllFigures.Ended, AllFigures.Unreplied, AllFigures.GivenUp,
    ];

    private static readonly TimeSpan MayChangeFor = TimeSpan.FromDays(7);

    private ReportFilter? _filter;
    private Figure? _figure;
    private int _page;
    private DateOnly _today;
    private Shown? _shown;
    private bool _named;
    private string? _read;
    private IReadOnlyList<(string Id, string Name)> _channels = [];
    private IReadOnlyList<string> _skills = [];
    private IReadOnlyList<(string Id, string Name)> _agents = [];

    /// <summary>The figure whose cases are shown; null for the figures themselves.</summary>
    [Parameter] public string? FigureId { get; set; }

    [Inject] private ReportReader Reader { get; set; } = null!;
    [Inject] private AgentAccounts Accounts { get; set; } = null!;
    [Inject] private ChannelRegistry Registry { get; set; } = null!;
    [Inject] private TeamPresence Team { get; set; } = null!;
    [Inject] private DeskSession Session { get; set; } = null!;
    [Inject] private DeskWords Words { get; set; } = null!;
    [Inject] private NavigationManager Navigation { get; set; } = null!;
    [Inject] private TimeProvider Time { get; set; } = null!;

    private DateTimeOffset Now => TimeZoneInfo.ConvertTime(Time.GetUtcNow(), Team.Hours.Zone);

    private string Zone => HoursInWords.ZoneName(Now);

    private string Facts => string.Join(
        " ",
        new[]
        {
            Words.Say("ReportAsOf", Session.DayAndClock(_shown!.At)),
            _filter!.To.ToDateTime(TimeOnly.MinValue) > Now.DateTime - MayChangeFor ? Words["ReportMayChange"] : null,
            _shown.LeftOut > 0 ? Words.Say("ReportLeftOut", ReportText.Number(Words, _shown.LeftOut)) : null,
        }.OfType<string>());

    protected override async Task OnInitializedAsync()
    {
        var names = (await Accounts.ListAsync(default)).ToDictionary(one => one.Agent.Id, one => one.Agent.DisplayName);
        _agents = [.. (await Reader.NamesAsync(FactNameKind.Agent, default))
            .Select(id => (Id: id, Name: OwnerNames.Say(Words, id, names.GetValueOrDefault(id)) ?? Words["ReportFormerAgent"]))
            .OrderBy(agent => agent.Name)];
        _skills = await Reader.NamesAsync(FactNameKind.Skill, default);
        _channels = [.. (await Reader.NamesAsync(FactNameKind.Channel, default))
            .Select(key => (key, ChannelNames.Say(Words, Registry.Of(key))))];
        _named = true;
        await ReadAsync();
    }

    /// <summary>Also where only the filter in the address has changed.</summary>
    protected override Task OnParametersSetAsync() => _named && _read != Navigation.Uri ? ReadAsync() : Task.CompletedTask;

    private async Task ReadAsync()
    {
        var mine = _read = Navigation.Uri;
        _today = DateOnly.FromDateTime(Now.DateTime);
        _filter = ReportAddress.Read(Navigation.Uri, _today);
        _figure = AllFigures.Find(FigureId);
        _page = ReportAddress.PageOf(Navigation.Uri);
        _shown = null;
        StateHasChanged();
        var shown = _figure is { } figure ? await BehindAsync(figure, _filter) : await FiguresAsync(_filter);
        if (mine == _read)
            _shown = shown;
        StateHasChanged();
    }

    private async Task<Shown> BehindAsync(Figure figure, ReportFilter filter) => new(Time.GetUtcNow())
    {
        Values = new Dictionary<Figure, FigureValue> { [figure] = await Reader.ReadAsync(figure, filter, default) },
        Rows = await Reader.RowsAsync(figure, filter, _page * ReportRows.PageSize, ReportRows.PageSize, default),
    };

    private async Task<Shown> FiguresAsync(ReportFilter filter)
    {
        var values = new Dictionary<Figure, FigureValue>();
        var before = new Dictionary<Figure, FigureValue>();
        foreach (var figure in Overview.Concat(Waiting).Concat(AllFigures.Outcomes))
            values[figure] = await Reader.ReadAsync(figure, filter, default);
        foreach (var figure in Overview.Concat(Waiting))
            before[figure] = await Reader.ReadAsync(figure, filter.Before(), default);
        return new Shown(Time.GetUtcNow())
        {
            Values = values,
            Before = before,
            Hours = await Reader.HoursAsync(filter, default),
            LeftOut = await Reader.LeftOutAsync(filter, default),
        };
    }

    /// <summary>What was read, and when.</summary>
    private sealed record Shown(DateTimeOffset At)
    {
        public IReadOnlyDictionary<Figure, FigureValue> Values { get; init; } = new Dictionary<Figure, FigureValue>();
        public IReadOnlyDictionary<Figure, FigureValue> Before { get; init; } = new Dictionary<Figure, FigureValue>();
        public IReadOnlyList<ReportRow> Rows { get; init; } = [];
        public IReadOnlyDictionary<(DayOfWeek Day, int Hour), int> Hours { get; init; } = new Dictionary<(DayOfWeek, int), int>();
        public int LeftOut { get; init; }
    }
}
