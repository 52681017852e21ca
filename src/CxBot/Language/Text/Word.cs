
namespace CxBot.Language.Text;

/// <summary>One word of a normalised text.</summary>
/// <param name="Surface">As it would be spelt.</param>
/// <param name="Stem">Without the Indonesian clitics -nya, -ku and -mu.</param>
public readonly record struct Word(string Surface, string Stem);
