using CxBot.Agents;

namespace CxBot.Accounts;

/// <summary>An account that was made, or why it was not.</summary>
public sealed record AccountOutcome(Agent? Agent, AccountProblem? Problem)
{
    public static implicit operator AccountOutcome(AccountProblem problem) => new(null, problem);

    public static AccountOutcome FromAccountProblem(AccountProblem problem) => problem;
}

/// <summary>Why an account could not be made or changed.</summary>
public enum AccountProblem
{
    EmailInvalid,
    EmailTaken,
    NameMissing,
    PasswordTooShort,
    PasswordTooLong,

    /// <summary>Among the first that are guessed.</summary>
    PasswordCommon,

    /// <summary>Made of the agent's or the shop's own words.</summary>
    PasswordOwn,

    /// <summary>Not the agent's present one.</summary>
    PasswordWrong,

    /// <summary>Too many wrong ones in a row: wait a few minutes.</summary>
    TooManyTries,

    /// <summary>Neither the six digits of now nor a recovery code.</summary>
    CodeWrong,
    LinkInvalid,
    NotFound,

    /// <summary>Whoever asks may not, or not any more.</summary>
    NotAllowed,

    /// <summary>Nobody could administer after it.</summary>
    LastAdministrator,

    /// <summary>Somebody else changed it at the same time.</summary>
    TryAgain,
}

/// <summary>One row of the list of agents.</summary>
public sealed record AgentListing(Agent Agent, bool IsAdministrator);
