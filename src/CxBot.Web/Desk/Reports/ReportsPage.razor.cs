using CxBot.Accounts;
using CxBot.Conversations;
using CxBot.Handover;
using CxBot.Handover.Hours;
using CxBot.Knowledge;
using CxBot.Reports;
using CxBot.Reports.Figures;
using CxBot.Web.Desk.Live;
using Microsoft.AspNetCore.Components;

namespace CxBot.Web.Desk.Reports;

public sealed partial class ReportsPage
{
    private ReportFilter? _filter;
    private ReportNames? _names;
    private Figure? _figure;
    private string _section = ReportAddress.Sections[0];
    private int _page;
    private DateOnly _today;

    /// <summary>A part of the report, or the figure whose cases are shown; null for the overview.</summary>
    [Parameter] public string? Place { get; set; }

    [Inject] private ReportReader Reader { get; set; } = null!;
    [Inject] private AgentAccounts Accounts { get; set; } = null!;
    [Inject] private ChannelRegistry Registry { get; set; } = null!;
    [Inject] private KnowledgeBase Knowledge { get; set; } = null!;
    [Inject] private TeamPresence Team { get; set; } = null!;
    [Inject] private DeskWords Words { get; set; } = null!;
    [Inject] private NavigationManager Navigation { get; set; } = null!;
    [Inject] private TimeProvider Time { get; set; } = null!;

    private DateTimeOffset Now => TimeZoneInfo.ConvertTime(Time.GetUtcNow(), Team.Hours.Zone);

    private string Zone => HoursInWords.ZoneName(Now);

    protected override async Task OnInitializedAsync() =>
        _names = await ReportNames.ReadAsync(Reader, Accounts, Registry, Knowledge.Current, Words);

    /// <summary>Also where only the filter in the address has changed.</summary>
    protected override void OnParametersSet()
    {
        _today = DateOnly.FromDateTime(Now.DateTime);
        _filter = ReportAddress.Read(Navigation.Uri, _today);
        _figure = AllFigures.Find(Place);
        _section = ReportAddress.Sections.FirstOrDefault(section => section == Place) ?? ReportAddress.Sections[0];
        _page = ReportAddress.PageOf(Navigation.Uri);
    }
}
