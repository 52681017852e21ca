namespace CxBot.Web.Channels.WhatsApp;

/// <summary>What is to be done about an error of the Graph API: each is about one thing alone, and costs nothing else.</summary>
public enum WhatsAppVerdict
{
    /// <summary>About the moment: again later, with growing pauses.</summary>
    Retry,

    /// <summary>About the number's pace: all of it slower, and this one again, for as long as it takes.</summary>
    SlowNumber,

    /// <summary>About the customer's pace: this customer gets too many at once; others are not concerned.</summary>
    SlowCustomer,

    /// <summary>About the customer's window: free replies are not taken any more. A template, or a person.</summary>
    WindowShut,

    /// <summary>About the customer: it cannot reach them, now or later.</summary>
    Undeliverable,

    /// <summary>About the customer's country: our number may not write there.</summary>
    BarredCountry,

    /// <summary>About one marketing message to this customer: Meta holds it back for now. Replies go through.</summary>
    MarketingHeld,

    /// <summary>About marketing to this customer: they, or Meta for them, want none. Replies go through.</summary>
    MarketingEnded,

    /// <summary>About the customer's id: it is not taken for this; the phone number may be.</summary>
    UsePhone,

    /// <summary>About the file: it was not taken.</summary>
    MediaFailed,

    /// <summary>About the template: it cannot be sent as it is.</summary>
    TemplateFailed,

    /// <summary>About all templates: none goes out for a while. Replies go through.</summary>
    StopTemplates,

    /// <summary>About the number: nothing goes out until the owner has done something; what waits is kept.</summary>
    StopNumber,

    /// <summary>About the call: a mistake of ours, not again.</summary>
    Refused,
}

/// <summary>Decides by the error's code, never by its words. Pure.</summary>
/// <remarks>developers.facebook.com, WhatsApp Cloud API, support/error-codes (18 June 2026).</remarks>
public static class WhatsAppErrors
{
    public const int WindowShut = 131047;
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
        WindowShut => WhatsAppVerdict.WindowShut,
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
