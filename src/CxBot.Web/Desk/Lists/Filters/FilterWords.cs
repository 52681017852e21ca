using CxBot.Conversations;
using CxBot.Web.Desk.Live;

namespace CxBot.Web.Desk.Lists.Filters;

/// <summary>What the desk calls filters.</summary>
internal static class FilterWords
{
    public static string Channel(DeskWords words, ChannelRegistry channels, string channel) =>
        ChannelNames.Say(words, channels.Of(channel));

    public static string Language(DeskWords words, string language) => words.Find("Language_" + language) ?? language;

    public static string Skill(DeskWords words, string skill) => skill == ListFilter.AnySkill ? words["AnySkill"] : skill;

    /// <summary>Each filter that is set, and the filter without it.</summary>
    public static IEnumerable<(string Text, ListFilter Without)> Set(
        DeskWords words, ChannelRegistry channels, IReadOnlyList<BoardLabel> labels, ListFilter filter)
    {
        if (filter.Whose is { } whose)
            yield return (words.For(whose), filter with { Whose = null });
        if (filter.Urgent)
            yield return (words["Urgent"], filter with { Urgent = false });
        if (filter.Failed)
            yield return (words["RowFailed"], filter with { Failed = false });
        if (filter.Due)
            yield return (words["RowDue"], filter with { Due = false });
        if (filter.Channel is { } channel)
            yield return (Channel(words, channels, channel), filter with { Channel = null });
        if (filter.Language is { } language)
            yield return (Language(words, language), filter with { Language = null });
        if (filter.Skill is { } skill)
            yield return (Skill(words, skill), filter with { Skill = null });
        if (filter.Label is { } id)
            yield return (labels.FirstOrDefault(l => l.Id == id)?.Name ?? words["LabelGone"], filter with { Label = null });
    }
}
