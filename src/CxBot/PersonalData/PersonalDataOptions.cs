using CxBot.Hosting;

namespace CxBot.PersonalData;

/// <summary>How long customers' data is kept. Section <c>PersonalData</c>.</summary>
public sealed class PersonalDataOptions : ICheckedOptions
{
    public const string Section = "PersonalData";

    /// <summary>
    /// Conversations that were resolved or closed longer ago than this are erased, days. Default 0: nothing is erased by itself.
    /// </summary>
    public int RetentionDays { get; set; }

    public IEnumerable<string> Problems()
    {
        if (RetentionDays is < 0 or > 36_500)
            yield return $"{Section}:RetentionDays must be 0 (nothing is erased by itself) or a number of days, at most 36500.";
    }
}
