using CxBot.Accounts;
using CxBot.Audit;
using Microsoft.AspNetCore.Components;

namespace CxBot.Web.Desk.Audit;

public sealed partial class AuditPage
{
    private const int PageSize = 50;

    private IReadOnlyList<AuditEntry>? _entries;
    private IReadOnlyList<string> _actors = [];
    private IReadOnlyDictionary<string, string> _names = new Dictionary<string, string>();
    private string? _act;
    private string? _actor;
    private DateOnly? _from;
    private DateOnly? _to;
    private int _page;
    private bool _more;

    [Inject] private AgentAccounts Accounts { get; set; } = null!;

    private AuditFilter Filter => new()
    {
        Act = string.IsNullOrEmpty(_act) ? null : _act,
        Actor = string.IsNullOrEmpty(_actor) ? null : _actor,
        From = _from is { } first ? Session.Midnight(first) : null,
        Before = _to is { } last ? Session.Midnight(last.AddDays(1)) : null,
    };

    protected override async Task OnInitializedAsync()
    {
        _actors = await Reader.ActorsAsync(default);
        _names = (await Accounts.ListAsync(default)).ToDictionary(one => one.Agent.Id, one => one.Agent.DisplayName);
        await ReadAsync(0);
    }

    private async Task ReadAsync(int wanted)
    {
        var read = await Reader.PageAsync(Filter, wanted, PageSize, default);
        (_page, _more, _entries) = (wanted, read.Count > PageSize, [.. read.Take(PageSize)]);
    }
}
