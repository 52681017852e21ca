namespace CxBot.Agents;

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
    LinkInvalid,
    NotFound,

    /// <summary>Nobody could administer after it.</summary>
    LastAdministrator,

    /// <summary>Somebody else changed it at the same time.</summary>
    TryAgain,
}

/// <summary>One row of the list of agents.</summary>
public sealed record AgentListing(Agent Agent, bool IsAdministrator);
