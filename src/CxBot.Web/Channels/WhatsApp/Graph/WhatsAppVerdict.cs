namespace CxBot.Web.Channels.WhatsApp.Graph;

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
