using CxBot.Accounts;
using CxBot.Conversations;
using CxBot.Knowledge;
using CxBot.Reports;
using CxBot.Reports.Facts;
using CxBot.Web.Desk.Lists;
using CxBot.Web.Desk.Lists.Filters;

namespace CxBot.Web.Desk.Reports;

/// <summary>What stands in the facts by name, as a reader calls it.</summary>
public sealed class ReportNames
{
    private readonly DeskWords _words;
    private readonly Dictionary<string, string> _accounts;
    private readonly Dictionary<string, string?> _titles;

    private ReportNames(DeskWords words, Dictionary<string, string> accounts, Dictionary<string, string?> titles) =>
        (_words, _accounts, _titles) = (words, accounts, titles);

    public required IReadOnlyList<(string Id, string Name)> Channels { get; init; }
    public required IReadOnlyList<(string Id, string Name)> Languages { get; init; }
    public required IReadOnlyList<(string Id, string Name)> Agents { get; init; }
    public required IReadOnlyList<(string Id, string Name)> Topics { get; init; }
    public required IReadOnlyList<string> Skills { get; init; }

    public static async Task<ReportNames> ReadAsync(
        ReportReader reader, AgentAccounts accounts, ChannelRegistry channels, KnowledgeIndex knowledge, DeskWords words)
    {
        var agents = (await accounts.ListAsync(default)).ToDictionary(one => one.Agent.Id, one => one.Agent.DisplayName);
        var topics = await reader.NamesAsync(FactNameKind.Topic, default);
        var titles = topics.ToDictionary(id => id, id => knowledge.Find(new ArticleId(id))?.Title);
        return new ReportNames(words, agents, titles)
        {
            Channels = [.. (await reader.NamesAsync(FactNameKind.Channel, default))
                .Select(key => (key, ChannelNames.Say(words, channels.Of(key))))],
            Languages = [.. (await reader.NamesAsync(FactNameKind.Language, default))
                .Select(key => (key, FilterWords.Language(words, key)))],
            Agents = [.. (await reader.NamesAsync(FactNameKind.Agent, default))
                .Select(id => (Id: id, Name: NameOf(words, agents, id)))
                .OrderBy(agent => agent.Name)],
            Topics = [.. topics.Select(id => (Id: id, Name: titles[id] ?? id)).OrderBy(topic => topic.Name)],
            Skills = await reader.NamesAsync(FactNameKind.Skill, default),
        };
    }

    public string Agent(string id) => NameOf(_words, _accounts, id);

    /// <summary>The article's title; where the article is gone, its name.</summary>
    public string Topic(string id) => _titles.GetValueOrDefault(id) ?? id;

    private static string NameOf(DeskWords words, Dictionary<string, string> accounts, string id) =>
        OwnerNames.Say(words, id, accounts.GetValueOrDefault(id)) ?? words["ReportFormerAgent"];
}
