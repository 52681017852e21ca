using CxBot.Accounts;
using CxBot.Agents;
using CxBot.Audit;
using Microsoft.AspNetCore.Components;

namespace CxBot.Web.Desk.Audit;

public sealed partial class AuditPage
{
    private const int PageSize = 50;

    private IReadOnlyList<AuditEntry>? entries;
    private IReadOnlyList<string> actors = [];
    private IReadOnlyDictionary<string, string> names = new Dictionary<string, string>();
    private string? act;
    private string? actor;
    private DateOnly? from;
    private DateOnly? to;
    private int page;
    private bool more;

    [Inject] private AgentAccounts Accounts { get; set; } = null!;

    private AuditFilter Filter => new()
    {
        Act = string.IsNullOrEmpty(act) ? null : act,
        Actor = string.IsNullOrEmpty(actor) ? null : actor,
        From = from is { } first ? Session.Midnight(first) : null,
        Before = to is { } last ? Session.Midnight(last.AddDays(1)) : null,
    };

    protected override async Task OnInitializedAsync()
    {
        actors = await Reader.ActorsAsync(default);
        names = (await Accounts.ListAsync(default)).ToDictionary(one => one.Agent.Id, one => one.Agent.DisplayName);
        await ReadAsync(0);
    }

    private async Task ReadAsync(int wanted)
    {
        var read = await Reader.PageAsync(Filter, wanted, PageSize, default);
        (page, more, entries) = (wanted, read.Count > PageSize, [.. read.Take(PageSize)]);
    }
}
