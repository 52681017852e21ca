using CxBot.Accounts;
using CxBot.Conversations;
using CxBot.Handover;
using CxBot.Handover.Hours;
using CxBot.Knowledge;
using CxBot.Reports;
using CxBot.Reports.Figures;
using CxBot.Reports.Retention;
using CxBot.Web.Desk.Live;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Routing;

namespace CxBot.Web.Desk.Reports;

public sealed partial class ReportsPage : IDisposable
{
    // What is said of one agent; the first is shown at first.
    private static readonly string[] OwnSections = ["agents", "waiting", "outcomes", "voice"];

    private ReportFilter? _filter;
    private ReportNames? _names;
    private Figure? _figure;
    private ShopGroup? _group;
    private string _section = "";
    private int _page;
    private DateOnly _today;

    /// <summary>A part of the report, or the figure whose cases are shown; null for the first part. Administrators see all, and others
    /// their own figures.</summary>
    [Parameter] public string? Place { get; set; }

    [Inject] private ReportReader Reader { get; set; } = null!;
    [Inject] private AgentAccounts Accounts { get; set; } = null!;
    [Inject] private ChannelRegistry Registry { get; set; } = null!;
    [Inject] private KnowledgeBase Knowledge { get; set; } = null!;
    [Inject] private TeamPresence Team { get; set; } = null!;
    [Inject] private DeskSession Session { get; set; } = null!;
    [Inject] private DeskWords Words { get; set; } = null!;
    [Inject] private NavigationManager Navigation { get; set; } = null!;
    [Inject] private TimeProvider Time { get; set; } = null!;

    private DateTimeOffset Now => TimeZoneInfo.ConvertTime(Time.GetUtcNow(), Team.Hours.Zone);

    private IReadOnlyList<string> Sections => Session.IsAdministrator ? ReportAddress.Sections : OwnSections;

    private string Zone => HoursInWords.ZoneName(Now);

    protected override async Task OnInitializedAsync()
    {
        Navigation.LocationChanged += OnMoved;
        _names = await ReportNames.ReadAsync(Reader, Accounts, Registry, Knowledge.Current, Words);
    }

    protected override void OnParametersSet() => Read();

    // Where only the filter in the address changes, no parameter does.
    private void OnMoved(object? sender, LocationChangedEventArgs moved)
    {
        if (!Navigation.ToBaseRelativePath(moved.Location).StartsWith(ReportAddress.Path, StringComparison.Ordinal))
            return;
        Read();
        _ = InvokeAsync(StateHasChanged);
    }

    private void Read()
    {
        _today = DateOnly.FromDateTime(Now.DateTime);
        var asked = ReportAddress.Read(Navigation.Uri, _today);
        _filter = Session.IsAdministrator ? asked : asked with { Agent = Session.Agent.Id };
        _figure = AllFigures.Find(Place);
        _section = Sections.FirstOrDefault(section => section == Place) ?? Sections[0];
        _group = ReportAddress.GroupOf(Navigation.Uri);
        _page = ReportAddress.PageOf(Navigation.Uri);
    }

    public void Dispose() => Navigation.LocationChanged -= OnMoved;
}
