namespace CxBot.Demo.Plan;

/// <summary>What comes of an invented case.</summary>
internal enum DemoCourse
{
    /// <summary>The bot answers, and nobody says a word more.</summary>
    Answered,
    Thanked,
    ThumbUp,
    ThumbDown,

    /// <summary>The bot asks back, and answers what is chosen.</summary>
    Chosen,

    /// <summary>The bot asks back, and hears nothing more.</summary>
    LeftAfterChoices,

    /// <summary>The bot finds nothing, and hears nothing more.</summary>
    Missed,

    /// <summary>People solve it.</summary>
    Solved,

    /// <summary>One agent passes it straight to another, who solves it.</summary>
    Transferred,

    /// <summary>One agent puts it back, and another solves it.</summary>
    Released,
    FollowUpNeeded,
    NotReachable,
    ReturnedToBot,
    Spam,

    /// <summary>The customer goes back to the bot before anybody has answered.</summary>
    GaveUp,

    /// <summary>Nobody has answered yet.</summary>
    Waiting,
}
