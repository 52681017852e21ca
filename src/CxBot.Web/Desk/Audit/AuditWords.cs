using CxBot.Audit;

namespace CxBot.Web.Desk.Audit;

/// <summary>The audit log's codes in the reader's language. What this build does not know is shown as it is.</summary>
internal static class AuditWords
{
    public static string Act(DeskWords words, string act) => AuditActs.All.Contains(act) ? words["Act_" + act] : act;

    public static string Actor(DeskWords words, string? actor) => actor switch
    {
        null => words["AuditNobody"],
        _ when actor == AuditActor.CommandLine.Name => words["AuditCommandLine"],
        _ => actor,
    };

    /// <summary>What else there is to tell; null where there is nothing.</summary>
    public static string? Details(DeskWords words, AuditEntry entry) => entry.Details is { } facts
        ? string.Join(", ", facts.Select(fact =>
            $"{DeskWords.Resources.GetString("Fact_" + fact.Key, words.Culture) ?? fact.Key}: {fact.Value}")) : null;

    /// <param name="agents">The agents' names of today, by id.</param>
    public static string Subject(DeskWords words, AuditEntry entry, IReadOnlyDictionary<string, string> agents) => entry switch
    {
        { SubjectId: null } => "",
        { SubjectKind: AuditSubject.AgentKind, SubjectId: var id } => agents.GetValueOrDefault(id, id),
        { SubjectKind: AuditSubject.CustomerKind, SubjectId: var id } => words.Say("CustomerNumber", id),
        { SubjectId: var id } => id,
    };
}
