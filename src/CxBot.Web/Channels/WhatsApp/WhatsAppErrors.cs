namespace CxBot.Web.Channels.WhatsApp;

/// <summary>What is to be done about an error of the Graph API.</summary>
public enum WhatsAppVerdict
{
    /// <summary>It passes: again later, with growing pauses.</summary>
    Retry,

    /// <summary>The number sends too fast: all of it slower, and this one again.</summary>
    SlowNumber,

    /// <summary>This customer gets too many at once; others are not concerned.</summary>
    SlowCustomer,

    /// <summary>Free replies are not taken any more: a template, or a person.</summary>
    WindowShut,

    /// <summary>It cannot reach this customer, now or later.</summary>
    Undeliverable,

    /// <summary>The customer's id is not taken for this; the phone number may be.</summary>
    UsePhone,

    /// <summary>A file was not taken.</summary>
    MediaFailed,

    /// <summary>The template cannot be sent as it is.</summary>
    TemplateFailed,

    /// <summary>Nothing goes out until the owner has done something; what waits is kept.</summary>
    StopNumber,

    /// <summary>A mistake of ours: not again.</summary>
    Refused,
}

/// <summary>Decides by the error's code, never by its words. Pure.</summary>
/// <remarks>developers.facebook.com, WhatsApp Cloud API, support/error-codes (15 May 2026).</remarks>
public static class WhatsAppErrors
{
    public const int WindowShut = 131047;

    /// <summary>The customer wants no offers, as they set it in WhatsApp.</summary>
    public const int OptedOut = 131050;

    public static WhatsAppVerdict Decide(int? code) => code switch
    {
        130429 => WhatsAppVerdict.SlowNumber,
        131056 => WhatsAppVerdict.SlowCustomer,
        1 or 2 or 4 or 80007 or 131000 or 131016 or 131057 or 133004 => WhatsAppVerdict.Retry,
        WindowShut => WhatsAppVerdict.WindowShut,
        131026 or 131049 or 131050 or 130472 or 130403 or 131030 => WhatsAppVerdict.Undeliverable,
        131062 => WhatsAppVerdict.UsePhone,
        131052 or 131053 => WhatsAppVerdict.MediaFailed,
        >= 132000 and <= 132999 => WhatsAppVerdict.TemplateFailed,
        131042 or 131048 or 131064 or 368 or 131031 or 130497 or 190 or 0 or 3 or 10 or 131005 or 133010 or (>= 200 and <= 299) => WhatsAppVerdict.StopNumber,
        _ => WhatsAppVerdict.Refused,
    };
}
