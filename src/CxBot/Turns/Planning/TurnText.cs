namespace CxBot.Turns.Planning;

/// <summary>The texts of a turn, in the order in which they are tried.</summary>
internal enum TurnText
{
    /// <summary>The first pending message alone.</summary>
    First,

    /// <summary>The first pending message together with those that were answered a moment ago: the customer had not read that answer yet,
    /// so it is the rest of the same thought.</summary>
    Rest,

    /// <summary>The first pending message together with those of the last answer: "and from abroad?" asks nothing alone.</summary>
    FollowUp,

    /// <summary>All pending messages together: customers send one thought in several messages.</summary>
    Whole,

    /// <summary>The last pending message alone.</summary>
    Last,
}
