using System.Text;
using CxBot.Reports.Figures;
using CxBot.Tests.Testing;
using CxBot.Web.Desk;

namespace CxBot.Tests.Docs;

/// <summary><c>docs/figures.md</c> says what the desk says.</summary>
public sealed class FiguresPageTests
{
    [Fact]
    public void The_page_of_figures_says_what_the_desk_says() =>
        Assert.Equal(Page(), File.ReadAllText(Repository.Folder("docs/figures.md")).ReplaceLineEndings("\n"));

    /// <summary>Makes the page: <c>CxBot.UnitTests -explicit only -method "*Write_the_page_of_figures"</c>.</summary>
    [Fact(Explicit = true)]
    public void Write_the_page_of_figures() => File.WriteAllText(Repository.Folder("docs/figures.md"), Page());

    private static string Page()
    {
        var page = new StringBuilder("""
            # The figures

            What each figure of the reports counts, as the desk says it. Made from the desk's own words, see `FiguresPageTests`; edit those.

            A figure belongs to the day of the customer's first words (of the case, or of the handover), in the zone of
            `Handover:TimeZone` as it was then; a survey to the day on which it was asked. What has not ended counts as open. Spam
            and blocked customers are left out and counted in one line. Waits are counted by one of two clocks for the
            whole page: all the time, or only during the opening hours that held at each moment. Beside each median stand the mean
            and what nine of ten were within; percentiles are by nearest rank. Beside shares of answers stands where the true share
            lies with 95 % certainty.


            """.ReplaceLineEndings("\n"));
        foreach (var figure in AllFigures.All.Concat(CostFigures.All).Concat(ShopFigures.All))
        {
            page.Append(System.Globalization.CultureInfo.InvariantCulture, $"## `{figure.Id}`\n\n");
            foreach (var language in DeskWords.Languages)
            {
                var words = new DeskWords();
                words.Use(language);
                page.Append(
                    System.Globalization.CultureInfo.InvariantCulture,
                    $"- **{words["Report_" + figure.Id]}** ({language}): {words["ReportMeaning_" + figure.Id]}\n");
            }

            page.Append('\n');
        }

        return page.ToString().TrimEnd() + "\n";
    }
}
