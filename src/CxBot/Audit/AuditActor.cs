using CxBot.Agents;

namespace CxBot.Audit;

/// <summary>Who did it, and from where.</summary>
/// <param name="Id">The agent; null where it is none.</param>
/// <param name="Name">The agent's name, or what else acted; null where nobody is known.</param>
/// <param name="Address">The network address; null where it came over none.</param>
public sealed record AuditActor(string? Id, string? Name, string? Address)
{
    /// <summary>Whoever may run commands on the server.</summary>
    public static readonly AuditActor CommandLine = new(null, "command line", null);

    /// <summary>The app itself, by a setting of its owner.</summary>
    public static readonly AuditActor App = new(null, "CxBot", null);

    public static AuditActor Of(Agent agent, string? address) => new(agent.Id, agent.DisplayName, address);

    /// <summary>Somebody who is not signed in.</summary>
    public static AuditActor Stranger(string? address) => new(null, null, address);
}

/// <summary>On whom or what it was done: kinds and ids, never words.</summary>
public sealed record AuditSubject(string Kind, string Id)
{
    public const string AgentKind = "agent";
    public const string CustomerKind = "customer";
    public const string SettingKind = "setting";
    public const string TemplateKind = "template";
    public const string LabelKind = "label";
    public const string ApiKeyKind = "api-key";

    public static AuditSubject Agent(string id) => new(AgentKind, id);

    /// <summary>A customer, by the number that stands for nobody once the customer is erased.</summary>
    public static AuditSubject Customer(CustomerId id) => new(CustomerKind, id.ToString());
}
