namespace CxBot.Web.Channels.WhatsApp.Graph;

/// <summary>Decides by the error's code, never by its words. Pure.</summary>
/// <remarks>developers.facebook.com, WhatsApp Cloud API, support/error-codes (18 June 2026).</remarks>
public static class WhatsAppErrors
{
    public const int WindowShut = 131047;

    /// <summary>As Meta said <see cref="WindowShut"/> once, and at times still does.</summary>
    public const int WindowShutOnce = 470;
    public const int MediaFailed = 131053;
    public const int TooFast = 130429;
    public const int TokenRefused = 190;

    /// <summary>The customer wants no offers, as they set it in WhatsApp.</summary>
    public const int OptedOut = 131050;

    public static WhatsAppVerdict Decide(int? code) => code switch
    {
        // The moment.
        1 or 2 => WhatsAppVerdict.Retry,        // Meta's service has a fault, or is not there
        131000 => WhatsAppVerdict.Retry,        // something went wrong
        131016 => WhatsAppVerdict.Retry,        // service overloaded
        131057 => WhatsAppVerdict.Retry,        // the account is being moved to more throughput
        133004 => WhatsAppVerdict.Retry,        // server not there

        // Pace.
        4 => WhatsAppVerdict.SlowNumber,        // the app's calls in an hour
        80007 => WhatsAppVerdict.SlowNumber,    // the account's calls in an hour
        TooFast => WhatsAppVerdict.SlowNumber,  // the number's messages in a second
        131056 => WhatsAppVerdict.SlowCustomer, // messages to one customer

        // The customer.
        WindowShut or WindowShutOnce => WhatsAppVerdict.WindowShut,
        131026 => WhatsAppVerdict.Undeliverable,    // no WhatsApp, an old one, or its terms not accepted
        131030 => WhatsAppVerdict.Undeliverable,    // a test number, and not on its list
        130403 => WhatsAppVerdict.Undeliverable,    // blocked by the business
        130497 => WhatsAppVerdict.BarredCountry,
        131049 => WhatsAppVerdict.MarketingHeld,    // Meta's limit of marketing messages to one person
        131050 => WhatsAppVerdict.MarketingEnded,   // the customer wants none
        130472 => WhatsAppVerdict.MarketingEnded,   // Meta's experiment: they get none
        131062 => WhatsAppVerdict.UsePhone,

        // What is sent.
        131052 or MediaFailed => WhatsAppVerdict.MediaFailed,
        >= 132000 and <= 132999 => WhatsAppVerdict.TemplateFailed,
        131063 => WhatsAppVerdict.TemplateFailed,   // marketing by Meta's marketing interface only: another kind of template goes
        131064 => WhatsAppVerdict.StopTemplates,    // limited after violations

        // The number, its account, its token.
        131042 => WhatsAppVerdict.StopNumber,       // payment
        131048 => WhatsAppVerdict.StopNumber,       // too many reports of spam
        368 or 131031 => WhatsAppVerdict.StopNumber, // blocked for a time, locked
        131037 => WhatsAppVerdict.StopNumber,       // display name not approved
        131045 or 133010 => WhatsAppVerdict.StopNumber, // not registered, or not well
        TokenRefused or 0 or 3 or 10 or 131005 or (>= 200 and <= 299) => WhatsAppVerdict.StopNumber, // token or permission

        // 100, 131008, 131009, 131051 and what nobody knows.
        _ => WhatsAppVerdict.Refused,
    };
}
