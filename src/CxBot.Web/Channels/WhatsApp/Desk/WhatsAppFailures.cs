using CxBot.Web.Channels.WhatsApp.Graph;
using Ways = CxBot.Conversations.WaysOut;

namespace CxBot.Web.Channels.WhatsApp.Desk;

/// <summary>What agents read of a reply that Meta refused, and what makes sense then. By the code, never by Meta's words. Pure.</summary>
public static class WhatsAppFailures
{
    /// <summary>Codes that an agent must be told of in words of their own; the rest by what is to be done about them.</summary>
    private static readonly int[] OwnWords = [130472, 131051, 131052];

    public static string Advise(int code, string language) => OwnWords.Contains(code)
        ? WhatsAppWords.Say(string.Create(System.Globalization.CultureInfo.InvariantCulture, $"WhatsAppError_{code}"), language)
        : WhatsAppWords.For(WhatsAppErrors.Decide(code), language);

    /// <summary>
    /// <code>
    /// code            what it is                          again   template   other channel
    /// 131026          no WhatsApp, or an old one          yes     yes        yes
    /// 131047, 470     more than 24 hours                  open?   yes        yes
    /// 131049          one offer held back                 -       yes        yes
    /// 131051          kind not supported                  -       -          -
    /// 131052, 131053  the file was not taken              -       -          -
    /// 130429          too fast                            yes     -          -
    /// 130472          Meta's experiment                   -       yes        yes
    /// 131056          too fast to this customer           yes     -          -
    /// 131000, 131016  Meta's trouble                      yes     -          yes
    /// 368, 131031     our number is blocked               yes     -          yes
    /// 132xxx          the template                        -       yes        yes
    /// </code>
    /// Free replies are sent again only while the window is open, as the desk asks beside this.
    /// </summary>
    public static Ways WaysOut(int code) => WhatsAppErrors.Decide(code) switch
    {
        WhatsAppVerdict.SlowNumber or WhatsAppVerdict.SlowCustomer => Ways.Retry,
        // What stopped the number is mended by its owner: what is sent again waits, and goes out by itself.
        WhatsAppVerdict.Retry or WhatsAppVerdict.StopNumber => Ways.Retry | Ways.OtherChannel,
        WhatsAppVerdict.Undeliverable or WhatsAppVerdict.WindowShut => Ways.Retry | Ways.Template | Ways.OtherChannel,
        WhatsAppVerdict.MarketingHeld or WhatsAppVerdict.MarketingEnded or WhatsAppVerdict.TemplateFailed =>
            Ways.Template | Ways.OtherChannel,
        WhatsAppVerdict.BarredCountry or WhatsAppVerdict.UsePhone or WhatsAppVerdict.StopTemplates =>
            Ways.OtherChannel,
        _ => Ways.None,
    };
}
