namespace CxBot.Web.Desk;

/// <summary>Who may do what at the desk.</summary>
public static class DeskPolicies
{
    /// <summary>Any agent who is signed in.</summary>
    public const string Desk = "desk";

    /// <summary>Those who manage agents.</summary>
    public const string Administrators = "desk-administrators";
}
