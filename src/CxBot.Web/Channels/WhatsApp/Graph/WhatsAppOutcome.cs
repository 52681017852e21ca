namespace CxBot.Web.Channels.WhatsApp.Graph;

/// <summary>What is known after a call that sends a message.</summary>
public abstract record WhatsAppOutcome
{
    private WhatsAppOutcome()
    {
    }

    /// <summary>Meta has taken it, under this id.</summary>
    public sealed record Accepted(string Id) : WhatsAppOutcome;

    /// <summary>Meta has said no: it surely does not go out.</summary>
    public sealed record Rejected(int? Code, string Title) : WhatsAppOutcome;

    /// <summary>It never reached Meta.</summary>
    /// <param name="Everybody">Nothing reaches Meta now; otherwise it was this one alone.</param>
    public sealed record NotSent(string Reason, bool Everybody = true) : WhatsAppOutcome;

    /// <summary>Meta may have taken it or not: only a report can tell.</summary>
    public sealed record Unknown(string Reason) : WhatsAppOutcome;
}
