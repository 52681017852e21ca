namespace CxBot.Web.Commands;

/// <summary>What a command works with beside its arguments.</summary>
/// <param name="Services">Puts the app together without starting it; asked only by commands that need it.</param>
/// <param name="Input">Standard input.</param>
public sealed record CommandContext(Func<IServiceProvider> Services, TextReader Input);
