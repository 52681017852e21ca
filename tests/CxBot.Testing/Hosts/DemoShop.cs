namespace CxBot.Tests.Testing;

/// <summary>One app over the demo shop's own articles, for all tests of a class: to be measured they are asked each of their ways, which
/// takes seconds.</summary>
public sealed class DemoShop : IAsyncLifetime
{
    public CxBotApp App { get; private set; } = null!;

    public async ValueTask InitializeAsync() => App = await CxBotApp.StartAsync();

    public ValueTask DisposeAsync() => App.DisposeAsync();
}
