using System.Collections.Immutable;
using System.Globalization;
using System.Net.WebSockets;
using System.Text.Json;
using CxBot.Chaos.Checking;

namespace CxBot.Chaos.People;

/// <summary>The widget's socket: reads, comes back after each break from where it stands, and keeps what it heard.</summary>
internal sealed class Listener : IAsyncDisposable
{
    private readonly WebCustomer _customer;
    private readonly CancellationTokenSource _left = new();
    private readonly List<long> _heard = [];
    private readonly Lock _change = new();
    private readonly Random _dice;
    private readonly Task _listening;
    private long _watermark;

    public Listener(WebCustomer customer, string? first, int seed)
    {
        _customer = customer;
        _dice = Dice.Of(seed, customer.Name + " listens");
        _listening = Task.Run(() => ListenAsync(first));
    }

    public WebCustomer Customer => _customer;

    /// <summary>How often it had to come back.</summary>
    public int Breaks { get; private set; }

    public long Watermark => Volatile.Read(ref _watermark);

    /// <param name="toTheEnd">Whether it listens until everything is said.</param>
    public Heard Heard(bool toTheEnd)
    {
        lock (_change)
            return new(_customer.Name, _customer.Conversation, [.. _heard], toTheEnd ? null : Watermark);
    }

    public async ValueTask DisposeAsync()
    {
        await _left.CancelAsync();
        await _listening.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _left.Dispose();
        _customer.Dispose();
    }

    private async Task ListenAsync(string? address)
    {
        while (!_left.IsCancellationRequested)
        {
            try
            {
                address ??= await _customer.ResumeAsync(_watermark, _left.Token);
                if (address is not null)
                    await ReadAsync(address);
            }
            catch (Exception gone) when (Insist.IsGone(gone))
            {
                // Broken just now: it comes back.
            }
            address = null;
            if (!_left.IsCancellationRequested)
                Breaks++;
            await Task.Delay(TimeSpan.FromMilliseconds(_dice.Next(100, 600)), TimeProvider.System, _left.Token)
                .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task ReadAsync(string address)
    {
        using var socket = new ClientWebSocket();
        // A wire that is cut without a word is found out by these.
        socket.Options.KeepAliveInterval = TimeSpan.FromSeconds(2);
        socket.Options.KeepAliveTimeout = TimeSpan.FromSeconds(4);
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(_left.Token);
        patience.CancelAfter(TimeSpan.FromSeconds(10));
        await socket.ConnectAsync(new Uri(address), patience.Token);
        var buffer = new byte[16 * 1024];
        using var frame = new MemoryStream();
        while (true)
        {
            var part = await socket.ReceiveAsync(buffer, _left.Token);
            if (part.MessageType == WebSocketMessageType.Close)
                return;
            frame.Write(buffer, 0, part.Count);
            if (!part.EndOfMessage)
                continue;
            if (frame.Length > 0)
                Take(frame.ToArray());
            frame.SetLength(0);
        }
    }

    private void Take(byte[] frame)
    {
        using var json = JsonDocument.Parse(frame);
        lock (_change)
        {
            foreach (var activity in json.RootElement.GetProperty("activities").EnumerateArray())
            {
                // What is true for the moment alone has no id.
                if (activity.TryGetProperty("id", out var id) && id.GetString()?.Split('|') is [_, var place]
                    && long.TryParse(place, CultureInfo.InvariantCulture, out var sequence))
                    _heard.Add(sequence);
            }
            if (json.RootElement.TryGetProperty("watermark", out var mark)
                && long.TryParse(mark.GetString(), CultureInfo.InvariantCulture, out var watermark))
                Volatile.Write(ref _watermark, watermark);
        }
    }
}
