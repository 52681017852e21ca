using CxBot.Knowledge;
using CxBot.Tests.Testing;
using CxBot.Web.Operations;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;

namespace CxBot.Tests.Knowledge;

/// <summary>The folder is looked at, not only listened to: real folders, real links, and a system that gives no notices.</summary>
public sealed class FolderWatchTests : IDisposable
{
    private static readonly CancellationToken Ct = TestContext.Current.CancellationToken;

    private readonly TemporaryFolder _place = new();
    private readonly FakeTimeProvider _time = new();

    public void Dispose() => _place.Dispose();

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_link_that_is_swapped_leads_to_the_new_articles(bool notices)
    {
        _place.Write("old/a.md", Articles.File("Lama"));
        _place.Write("new/a.md", Articles.File("Baru"));
        Directory.CreateSymbolicLink(At("link"), At("old"));
        using var knowledge = Knowledge(At("link"), notices);
        await knowledge.LoadAsync(Ct);

        Swap("new", "link");
        await SaysAsync(knowledge, "Baru", notices);

        _place.Write("new/a.md", Articles.File("Lebih baru"));
        await SaysAsync(knowledge, "Lebih baru", notices);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_folder_that_is_made_anew_is_read_and_listened_to(bool notices)
    {
        _place.Write("folder/a.md", Articles.File("Lama"));
        using var knowledge = Knowledge(At("folder"), notices);
        await knowledge.LoadAsync(Ct);

        Directory.Delete(At("folder"), recursive: true);
        await UntilAsync(() => knowledge.Problems.Count == 1, "the missing folder to be seen", notices);
        Assert.Equal("Lama", knowledge.Current.Articles[0].Title);

        _place.Write("folder/topik/a.md", Articles.File("Baru"));
        await SaysAsync(knowledge, "Baru", notices);
        Assert.Empty(knowledge.Problems);
        Assert.Equal(HealthStatus.Healthy, (await Health(knowledge)).Status);

        _place.Write("folder/topik/a.md", Articles.File("Lebih baru"));
        await SaysAsync(knowledge, "Lebih baru", notices);
    }

    [Fact]
    public async Task An_article_that_another_was_renamed_over_is_seen_when_it_is_edited()
    {
        _place.Write("folder/a.md", Articles.File("Lama"));
        using var knowledge = Knowledge(At("folder"), notices: true);
        await knowledge.LoadAsync(Ct);

        _place.Write("a.tmp", Articles.File("Baru"));
        File.Move(At("a.tmp"), At("folder/a.md"), overwrite: true);
        await SaysAsync(knowledge, "Baru", notices: true);
        _place.Write("folder/a.md", Articles.File("Lebih baru"));
        await SaysAsync(knowledge, "Lebih baru", notices: true);
    }

    /// <summary>As a mounted ConfigMap does: the article is a link through a link to a folder, and that one is swapped.</summary>
    [Fact]
    public async Task The_file_behind_a_link_counts()
    {
        _place.Write("folder/..one/a.md", Articles.File("Lama"));
        _place.Write("folder/..two/a.md", Articles.File("Baru"));
        Directory.CreateSymbolicLink(At("folder/..data"), "..one");
        File.CreateSymbolicLink(At("folder/a.md"), "..data/a.md");
        using var knowledge = Knowledge(At("folder"), notices: false);
        await knowledge.LoadAsync(Ct);

        File.Delete(At("folder/..data"));
        Directory.CreateSymbolicLink(At("folder/..data"), "..two");
        await SaysAsync(knowledge, "Baru", notices: false);
    }

    [Fact]
    public async Task Without_notices_it_starts_and_health_says_that_edits_are_looked_for()
    {
        _place.Write("folder/a.md", Articles.File("Lama"));
        using var knowledge = Knowledge(At("folder"), notices: false);
        await knowledge.LoadAsync(Ct);

        var health = await Health(knowledge);
        Assert.Equal(HealthStatus.Healthy, health.Status);
        Assert.Contains("looked for every 30 s", health.Description, StringComparison.Ordinal);
    }

    [Fact]
    public async Task With_notices_health_says_nothing_of_it()
    {
        _place.Write("folder/a.md", Articles.File("Lama"));
        using var knowledge = Knowledge(At("folder"), notices: true);
        await knowledge.LoadAsync(Ct);
        Assert.DoesNotContain("looked for", (await Health(knowledge)).Description, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_look_that_finds_nothing_new_reads_nothing()
    {
        _place.Write("folder/a.md", Articles.File("Lama"));
        using var knowledge = Knowledge(At("folder"), notices: false);
        await knowledge.LoadAsync(Ct);
        var before = knowledge.Current;

        await knowledge.LookAsync(Ct);

        Assert.Same(before, knowledge.Current);
    }

    private Task SaysAsync(KnowledgeBase knowledge, string title, bool notices) =>
        UntilAsync(() => knowledge.Current.Articles is [{ } one] && one.Title == title, title, notices);

    /// <summary>With notices the clock goes only as far as an edit must be quiet; without, as far as a look.</summary>
    private Task UntilAsync(Func<bool> holds, string what, bool notices) => Eventually.TrueAsync(() =>
    {
        _time.Advance(notices ? TimeSpan.FromMilliseconds(300) : FolderWatch.Every);
        return Task.FromResult(holds());
    }, what);

    private static Task<HealthCheckResult> Health(KnowledgeBase knowledge) =>
        new KnowledgeHealth(knowledge).CheckHealthAsync(new HealthCheckContext(), Ct);

    private string At(string name) => Path.Combine(_place.Path, name);

    private void Swap(string target, string link)
    {
        Directory.CreateSymbolicLink(At(link + ".new"), At(target));
        using var move = System.Diagnostics.Process.Start("mv", ["-T", At(link + ".new"), At(link)]);
        move.WaitForExit();
    }

    private KnowledgeBase Knowledge(string folder, bool notices) => new(
        Options.Create(new KnowledgeOptions { Folder = folder, Encoder = "None", CacheFolder = _place.Path }), _time,
        NullLogger<KnowledgeBase>.Instance, null,
        notices ? null : _ =>
            throw new IOException("The configured user limit (128) on the number of inotify instances has been reached."));
}
