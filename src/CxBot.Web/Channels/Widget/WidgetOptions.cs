using CxBot.Hosting;
using CxBot.Words;

namespace CxBot.Web.Channels.Widget;

/// <summary>What the widget shows before anything is said. Section <c>Widget</c>.</summary>
public sealed class WidgetOptions : ICheckedOptions
{
    public const string Section = "Widget";

    /// <summary>The shop's name, at the widget's head. Default <c>CxBot</c>.</summary>
    public string Title { get; set; } = "CxBot";

    /// <summary>The first words, by language (<c>id</c>, <c>en</c>). Default: a plain greeting.</summary>
    public Dictionary<string, string> Greeting { get; set; } = [];

    /// <summary>Questions to begin with, by language; 3 or 4 are best. Default: what customers of a shop ask most. On every channel they
    /// are offered to who asks nothing yet, where an article answers them.</summary>
    public Dictionary<string, List<string>> Starters { get; set; } = [];

    /// <summary>The shop's privacy notice. Default none.</summary>
    public string? PrivacyUrl { get; set; }

    /// <summary>Where the same team answers on WhatsApp, as <c>https://wa.me/...</c>. Default none.</summary>
    public string? WhatsAppUrl { get; set; }

    /// <summary>How long a visitor is known again, from their last visit. Default 180 days.</summary>
    public TimeSpan VisitorLifetime { get; set; } = TimeSpan.FromDays(180);

    private static readonly Dictionary<string, string[]> UsualStarters = new()
    {
        ["id"] = ["Pesanan saya sampai mana?", "Kapan dana saya kembali?", "Bagaimana cara menukar barang?", "Bisa bayar di tempat (COD)?"],
        ["en"] = ["Where is my order?", "When do I get my refund?", "How do I exchange an item?", "Can I pay on delivery?"],
    };

    public IReadOnlyDictionary<string, string> BotNames() =>
        CustomerWords.Languages.ToDictionary(language => language, language => CustomerWords.Say("BotName", language));

    public IReadOnlyDictionary<string, string> Greetings() =>
        CustomerWords.Languages.ToDictionary(
            language => language, language => Greeting.GetValueOrDefault(language) ?? CustomerWords.Say("Greeting", language));

    public IReadOnlyDictionary<string, IReadOnlyList<string>> StartersByLanguage() =>
        CustomerWords.Languages.ToDictionary(language => language,
            language => Starters.TryGetValue(language, out var own) ? own : (IReadOnlyList<string>)UsualStarters[language]);

    public IEnumerable<string> Problems()
    {
        if (!IsWebAddress(PrivacyUrl))
            yield return $"{Section}:PrivacyUrl is not a web address. Write it as https://shop.example/privacy, or leave it out.";
        if (!IsWebAddress(WhatsAppUrl))
            yield return $"{Section}:WhatsAppUrl is not a web address. Write it as https://wa.me/6281234567890, or leave it out.";
        if (VisitorLifetime <= TimeSpan.Zero)
            yield return $"{Section}:VisitorLifetime must be more than zero.";
    }

    private static bool IsWebAddress(string? text) =>
        string.IsNullOrEmpty(text) || text.StartsWith('/')
        || (Uri.TryCreate(text, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https");
}
