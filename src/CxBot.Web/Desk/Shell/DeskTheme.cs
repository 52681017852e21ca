using MudBlazor;

namespace CxBot.Web.Desk.Shell;

/// <summary>
/// The kit's measures. Its colours come from <c>tokens.css</c>, which both themes and our own parts share: one source, and no flash of the
/// wrong theme.
/// </summary>
public static class DeskTheme
{
    private static readonly string[] SystemFonts =
        ["system-ui", "-apple-system", "Segoe UI", "Roboto", "Noto Sans", "Ubuntu", "Cantarell", "sans-serif"];

    public static readonly MudTheme Theme = new()
    {
        LayoutProperties = new() { DefaultBorderRadius = "8px" },
        Typography = new()
        {
            Default = new DefaultTypography { FontFamily = SystemFonts, FontSize = "14px", LineHeight = "20px", LetterSpacing = "normal" },
            Body1 = new Body1Typography { FontFamily = SystemFonts, FontSize = "14px", LineHeight = "20px", LetterSpacing = "normal" },
            Body2 = new Body2Typography { FontFamily = SystemFonts, FontSize = "14px", LineHeight = "20px", LetterSpacing = "normal" },
            Subtitle1 = new Subtitle1Typography
            {
                FontFamily = SystemFonts,
                FontSize = "14px",
                LineHeight = "20px",
                LetterSpacing = "normal"
            },
            Caption = new CaptionTypography { FontFamily = SystemFonts, FontSize = "12px", LineHeight = "16px", LetterSpacing = "normal" },
            H6 = new H6Typography
            {
                FontFamily = SystemFonts,
                FontSize = "16px",
                FontWeight = "600",
                LineHeight = "24px",
                LetterSpacing = "normal"
            },
            Button = new ButtonTypography
            {
                FontFamily = SystemFonts,
                FontSize = "14px",
                FontWeight = "600",
                LineHeight = "20px",
                LetterSpacing = "normal",
                TextTransform = "none"
            },
        },
    };
}
