namespace CxBot.Hosting;

/// <summary>Settings that say themselves what is wrong with them.</summary>
public interface ICheckedOptions
{
    /// <summary>
    /// One sentence for each wrong setting, for the owner: it names the setting as it is written, and says what to write. Never a secret.
    /// </summary>
    IEnumerable<string> Problems();
}
