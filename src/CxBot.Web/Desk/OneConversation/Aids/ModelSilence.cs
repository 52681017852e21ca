using CxBot.Answering.Wording;

namespace CxBot.Web.Desk.OneConversation.Aids;

/// <summary>Why the model wrote nothing for an agent, as the end of a key of the desk's words.</summary>
internal static class ModelSilence
{
    public const string Away = "Away";

    public static string Of(WritingOutcome outcome) => outcome switch
    {
        WritingOutcome.Spent => "Spent",
        WritingOutcome.TimedOut or WritingOutcome.Failed or WritingOutcome.Resting => Away,
        _ => "Unsound",
    };
}
