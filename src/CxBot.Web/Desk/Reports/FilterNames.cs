using CxBot.Conversations;
using CxBot.Reports;
using CxBot.Reports.Facts;

namespace CxBot.Web.Desk.Reports;

/// <summary>Whether a filter's names are those of the figures: a name that nothing has would be answered with nothing but
/// zeros.</summary>
public sealed class FilterNames(ReportReader reader, IEnumerable<ChannelTraits> channels)
{
    /// <summary>What is wrong, with what there is; null where all is known.</summary>
    public async Task<string?> UnknownAsync(ReportFilter filter, CancellationToken cancellationToken) =>
        await UnknownAsync(FactNameKind.Channel, filter.Channel, [.. channels.Select(known => known.Key)], cancellationToken)
            ?? await UnknownAsync(FactNameKind.Language, filter.Language, [], cancellationToken)
            ?? await UnknownAsync(FactNameKind.Topic, filter.Topic, [], cancellationToken)
            ?? await UnknownAsync(FactNameKind.Skill, filter.Skill, [], cancellationToken)
            ?? await UnknownAsync(FactNameKind.Agent, filter.Agent, [], cancellationToken);

    private async Task<string?> UnknownAsync(
        FactNameKind kind, string? name, IReadOnlyList<string> known, CancellationToken cancellationToken)
    {
        if (name is null || known.Contains(name))
            return null;
        string[] all = [.. known.Union(await reader.NamesAsync(kind, cancellationToken))];
        var what = kind.ToString().ToLowerInvariant();
        return all.Contains(name) ? null
            : $"There is no {what} \"{name}\" in the figures. "
                + (all.Length == 0 ? $"There is none yet; leave {what} out." : $"Known are {string.Join(", ", all)}.");
    }
}
