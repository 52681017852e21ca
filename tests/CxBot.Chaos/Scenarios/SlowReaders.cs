using System.Globalization;
using System.Net.Sockets;
using System.Text;
using CxBot.Chaos.Checking;
using CxBot.Chaos.People;

namespace CxBot.Chaos.Scenarios;

/// <summary>Clients that open a stream and never read it hold up nobody else, and no memory.</summary>
internal sealed class SlowReaders : Scenario
{
    private const int Readers = 30;
    private const int Texts = 60;
    private const long MaxGrowth = 300L * 1024 * 1024;

    private static readonly TimeSpan MaxWait = TimeSpan.FromSeconds(2.5);

    public override string Name => "slow-readers";

    public override async Task<Outcome> PlayAsync(StoreKind store, ChaosOptions options, CancellationToken cancellationToken)
    {
        await using var stage = await Stage.SetAsync(store, options with { Messages = int.MaxValue }, new(), cancellationToken);
        stage.Crowd.Begin();
        await Task.Delay(TimeSpan.FromSeconds(3), TimeProvider.System, cancellationToken);
        var memory = stage.Node.Memory();
        var before = stage.Log.Waits.Count;
        var sockets = new List<Socket>();
        var readers = Enumerable.Range(0, Readers).Select(
            at => new WebCustomer(string.Create(CultureInfo.InvariantCulture, $"n{options.Seed}.{at}"), stage.Address, stage.Log,
                options.Seed)).ToList();
        foreach (var reader in readers)
            sockets.Add(await NeverReadAsync(new Uri((await reader.OpenAsync(cancellationToken))!), cancellationToken));
        await Parallel.ForEachAsync(readers, new ParallelOptions { MaxDegreeOfParallelism = 4 }, async (reader, token) =>
        {
            for (var said = 0; said < Texts; said++)
                await reader.SayAsync(Questions.Marked("halo", reader.Name, said) + ' ' + new string('x', 3000), $"{said}", token);
        });
        var growth = stage.Node.Memory() - memory;
        sockets.ForEach(socket => socket.Dispose());
        readers.ForEach(reader => reader.Dispose());
        var (evidence, findings) = await stage.EndAsync(cancellationToken);
        List<Finding> all = [.. findings, .. Figures.WrongRefusals(stage.Log)];
        var waits = stage.Log.Waits.Order().ToList();
        if (waits[(int)(waits.Count * 0.99)] > options.Patience * MaxWait)
            all.Add(new(Fault.Promise, $"others waited {waits[(int)(waits.Count * 0.99)].TotalSeconds:0.0} s at p99"));
        if (growth > MaxGrowth)
            all.Add(new(Fault.Promise, $"memory grew by {growth / 1024 / 1024} MB"));
        return new Outcome(
            [
                ("never reading", Readers.ToString(CultureInfo.InvariantCulture)), .. Figures.Of(stage, evidence, all),
                ("memory MB", string.Create(CultureInfo.InvariantCulture, $"{memory / 1024 / 1024} + {growth / 1024 / 1024}")),
                ("acknowledged before", before.ToString(CultureInfo.InvariantCulture)),
            ], all);
    }

    /// <summary>Opens a stream by hand, with room for next to nothing, and never reads of it.</summary>
    private static async Task<Socket> NeverReadAsync(Uri stream, CancellationToken cancellationToken)
    {
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { ReceiveBufferSize = 2048 };
        await socket.ConnectAsync(stream.Host, stream.Port, cancellationToken);
        var upgrade = $"GET {stream.PathAndQuery} HTTP/1.1\r\nHost: {stream.Authority}\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
            + "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n\r\n";
        await socket.SendAsync(Encoding.ASCII.GetBytes(upgrade), cancellationToken);
        return socket;
    }
}
