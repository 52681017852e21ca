using System.Collections.Concurrent;
using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;
using Microsoft.Playwright;

namespace CxBot.BrowserTests.Testing;

/// <summary>One window, which remembers what its console said and whom it asked for anything.</summary>
public sealed class Window : IAsyncDisposable
{
    private readonly IBrowserContext _context;
    private readonly ConcurrentQueue<string> _complaints = new();
    private readonly ConcurrentDictionary<string, bool> _hosts = new();

    public Window(IBrowserContext context, IPage page)
    {
        _context = context;
        Page = page;
        page.Console += (_, message) =>
        {
            if (message.Type is "error" or "warning")
                _complaints.Enqueue($"{message.Type}: {message.Text}");
        };
        page.PageError += (_, error) => _complaints.Enqueue($"exception: {error}");
        page.Request += (_, request) =>
        {
            if (Uri.TryCreate(request.Url, UriKind.Absolute, out var url) && url.Scheme is "http" or "https")
                _hosts[url.Authority] = true;
        };
    }

    public IPage Page { get; }

    /// <summary>Nothing went wrong in the console, and nobody but these was asked for anything.</summary>
    public void IsClean(params Uri[] allowed)
    {
        Assert.Empty(_complaints);
        Assert.Empty(_hosts.Keys.Except(allowed.Select(a => a.Authority)));
    }

    /// <summary>Nothing sticks out to the side.</summary>
    public async Task FitsAsync() =>
        Assert.Equal(0, await Page.EvaluateAsync<int>(
            "() => Math.max(0, document.documentElement.scrollWidth - document.documentElement.clientWidth)"));

    /// <summary>No violation that axe can find, WCAG 2.2 AA.</summary>
    public async Task IsAccessibleAsync()
    {
        var before = _complaints.ToArray();
        var found = await Page.RunAxe(
            new AxeRunOptions
            {
                RunOnly = new RunOnlyOptions { Type = "tag", Values = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"] },
            });
        // What axe itself does to the page is not the page's doing.
        _complaints.Clear();
        foreach (var complaint in before)
            _complaints.Enqueue(complaint);
        Assert.True(found.Violations.Length == 0,
            string.Join('\n', found.Violations.Select(v => $"{v.Id}: {v.Help}\n  {string.Join("\n  ", v.Nodes.Select(n => n.Html))}")));
    }

    public async ValueTask DisposeAsync() => await _context.DisposeAsync();
}
