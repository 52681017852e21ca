namespace CxBot.Conversations;

/// <summary>The names of what clients report beside words, and of what they are told beside messages. They are on the wire and in the
/// log.</summary>
public static class EventNames
{
    /// <summary>The page that the customer is on.</summary>
    public const string Context = "cxbot/context";

    /// <summary>The customer wants back to the bot.</summary>
    public const string ReturnToBot = "cxbot/return-to-bot";

    /// <summary>A phone number or e-mail address, or that the customer leaves none.</summary>
    public const string Contact = "cxbot/contact";

    /// <summary>One to five for a handover, with or without words.</summary>
    public const string Rating = "cxbot/rating";

    /// <summary>How far the other side has read, both ways. It is not kept in the log.</summary>
    public const string Seen = "cxbot/seen";

    /// <summary>How the handover stands. It is told, and not kept in the log.</summary>
    public const string Handover = "cxbot/handover";

    /// <summary>Thumbs, under the name that stock Web Chat gives them.</summary>
    public const string Feedback = "webchat:activity-status/feedback";

    /// <summary>The Bot Framework's own word on how a handover goes, both ways.</summary>
    public const string HandoffStatus = "handoff.status";
}
