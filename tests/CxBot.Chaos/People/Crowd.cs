using System.Globalization;
using CxBot.Chaos.Checking;

namespace CxBot.Chaos.People;

/// <summary>Customers who come, say what they have to say, and make room for the next, on both channels.</summary>
internal sealed class Crowd(Func<Uri> address, AckLog log, ChaosOptions options, int pause) : IDisposable
{
    private readonly List<Listener> _listening = [];
    private readonly List<Heard> _heard = [];
    private readonly Lock _change = new();
    private readonly CancellationTokenSource _over = new();
    private Task _talking = Task.CompletedTask;

    /// <summary>How often sockets had to come back.</summary>
    public int Breaks { get; private set; }

    public void Begin() => _talking = Task.WhenAll(Enumerable.Range(0, options.Customers).Select(
        place => place % 2 == 0 ? OnWebAsync(place) : OnPhoneAsync(place)));

    /// <summary>Lets everybody come to an end once enough is said.</summary>
    public async Task EndAsync(TimeSpan patience)
    {
        try
        {
            await _talking.WaitAsync(patience, TimeProvider.System);
        }
        catch (TimeoutException)
        {
            await _over.CancelAsync();
            await _talking;
        }
    }

    /// <summary>Lets nobody begin any more.</summary>
    public bool IsEnough { get; set; }

    /// <summary>Waits until those who still listen have heard so much, or so long, and lets them go.</summary>
    public async Task<IReadOnlyList<Heard>> LeaveAsync(Func<string, long> last, TimeSpan patience)
    {
        using var deadline = new CancellationTokenSource(patience, TimeProvider.System);
        while (!deadline.IsCancellationRequested && _listening.Exists(l => l.Watermark < last(l.Customer.Conversation)))
            await Task.Delay(TimeSpan.FromMilliseconds(50), TimeProvider.System);
        foreach (var listener in _listening)
        {
            await listener.DisposeAsync();
            Breaks += listener.Breaks;
            _heard.Add(listener.Heard(toTheEnd: true));
        }
        return _heard;
    }

    public void Dispose() => _over.Dispose();

    private bool GoesOn => !IsEnough && log.Count < options.Messages && !_over.IsCancellationRequested;

    private async Task OnWebAsync(int place)
    {
        for (var visit = 0; GoesOn; visit++)
        {
            var customer = new WebCustomer(
                string.Create(CultureInfo.InvariantCulture, $"w{options.Seed}.{place}.{visit}"), address, log, options.Seed);
            if (await customer.OpenAsync(_over.Token) is not { } stream)
                return;
            // Every second one listens.
            var listener = (place / 2 + visit) % 2 == 0 ? new Listener(customer, stream, options.Seed) : null;
            await customer.TalkAsync(pause, _over.Token);
            if (listener is null)
                customer.Dispose();
            else
                await KeepAsync(listener);
        }
    }

    /// <summary>The newest stay until everything is said; of the others it is known how far they had come.</summary>
    private async Task KeepAsync(Listener listener)
    {
        Listener? leaves = null;
        lock (_change)
        {
            _listening.Add(listener);
            if (_listening.Count > Math.Max(20, options.Customers))
            {
                leaves = _listening[0];
                _listening.RemoveAt(0);
            }
        }
        if (leaves is null)
            return;
        await leaves.DisposeAsync();
        lock (_change)
        {
            Breaks += leaves.Breaks;
            _heard.Add(leaves.Heard(toTheEnd: false));
        }
    }

    private async Task OnPhoneAsync(int place)
    {
        for (var visit = 0; GoesOn; visit++)
        {
            var phone = string.Create(CultureInfo.InvariantCulture, $"628{options.Seed % 10}{place:D3}{visit:D6}");
            await new PhoneCustomer(string.Create(CultureInfo.InvariantCulture, $"p{options.Seed}.{place}.{visit}"), phone, address, log,
                options.Seed).TalkAsync(pause, _over.Token);
        }
    }
}
