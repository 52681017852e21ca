using System.Text.Json;

namespace CxBot.Demo.Texts;

/// <summary>The words of the invented shop, from <c>demo-texts.json</c> beside this file.</summary>
/// <param name="Agents">How the invented agents are called.</param>
/// <param name="Holidays">Days on which an Indonesian shop is quiet.</param>
/// <param name="Languages">What is said in each language.</param>
internal sealed record DemoTexts(
    IReadOnlyList<string> FirstNames,
    IReadOnlyList<string> LastNames,
    IReadOnlyList<string> Agents,
    IReadOnlyList<DateOnly> Holidays,
    IReadOnlyDictionary<string, DemoPhrases> Languages)
{
    /// <summary>The languages that the invented customers write; Indonesian is the first.</summary>
    public const string Indonesian = "id";
    public const string English = "en";

    private static readonly Lazy<DemoTexts> BuiltIn = new(() =>
    {
        using var stream = typeof(DemoTexts).Assembly.GetManifestResourceStream("CxBot.Demo.demo-texts.json")!;
        return JsonSerializer.Deserialize<DemoTexts>(stream, JsonSerializerOptions.Web)!;
    });

    public static DemoTexts Instance => BuiltIn.Value;

    public DemoPhrases In(string language) =>
        Languages[language.StartsWith(English, StringComparison.OrdinalIgnoreCase) ? English : Indonesian];
}

/// <summary>What customers and agents say in one language; <c>{0}</c> stands for an order's number, or the agent's name.</summary>
/// <param name="Openings">Before a question.</param>
/// <param name="Closings">Behind it.</param>
/// <param name="Unclear">What may mean anything.</param>
/// <param name="Unknown">What no article answers.</param>
/// <param name="Person">Asks for a person.</param>
/// <param name="Details">What a customer adds for the agent.</param>
/// <param name="Follow">What they say to an agent's reply.</param>
/// <param name="Waiting">What they say in the queue.</param>
internal sealed record DemoPhrases(
    IReadOnlyList<string> Greetings,
    IReadOnlyList<string> Openings,
    IReadOnlyList<string> Closings,
    IReadOnlyList<string> Thanks,
    IReadOnlyList<string> Unclear,
    IReadOnlyList<string> Unknown,
    IReadOnlyList<string> Person,
    IReadOnlyList<string> Angry,
    IReadOnlyList<string> Details,
    IReadOnlyList<string> Follow,
    IReadOnlyList<string> Waiting,
    IReadOnlyList<string> AgentFirst,
    IReadOnlyList<string> AgentNext,
    IReadOnlyList<string> AgentLast,
    IReadOnlyList<string> Notes,
    IReadOnlyList<string> Comments);
