using System.Globalization;
using CxBot.Delivery;

namespace CxBot.Web.Desk.OneConversation.Replying;

/// <summary>What the desk calls a template: its name in words, its language and its category. Pure.</summary>
public static class TemplateNames
{
    public static string Say(DeskWords words, MessageTemplate template) =>
        string.Join(" · ", Name(template.Name), Language(words, template.Language), Category(words, template.Category));

    private static string Name(string id)
    {
        var name = string.Join(' ', id.Split(['_', '-'], StringSplitOptions.RemoveEmptyEntries));
        return name.Length == 0 ? id : char.ToUpperInvariant(name[0]) + name[1..];
    }

    /// <summary>The reader's word for it where there is one; else the language's own.</summary>
    private static string Language(DeskWords words, string code)
    {
        var known = code.Split('_', '-')[0];
        if (words.Find("Language_" + known) is { } said)
            return known == code ? said : $"{said} ({code[(known.Length + 1)..]})";
        try
        {
            return CultureInfo.GetCultureInfo(code.Replace('_', '-')).NativeName;
        }
        catch (CultureNotFoundException)
        {
            return code;
        }
    }

    private static string Category(DeskWords words, string category) =>
        words.Find("CostCategory_" + category.ToLowerInvariant()) ?? category.ToLowerInvariant();
}
