using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json;
using CxBot.Conversations;
using CxBot.Hosting;

namespace CxBot.Web.Channels.WhatsApp.Simulator;

/// <summary>What is on the phone, in memory: it forgets at a restart, and the app does not.</summary>
public sealed class SimulatorPhone(TimeProvider time)
{
    public const string BusinessName = "Kedai Nusa";
    public const string BusinessNumber = "+62 811-0000-1234";

    private const int MaxMessages = 2000;
    private const int MaxCalls = 40;
    private const int MaxFiles = 60;

    /// <summary>As WhatsApp shows it.</summary>
    private static readonly TimeSpan TypingLasts = TimeSpan.FromSeconds(25);

    private readonly Lock _gate = new();
    private readonly List<SimulatedCustomer> _customers =
    [
        new("budi", "Budi Santoso", "6281234567890", "ID.90000000000000001", null),
        new("rina", "Rina", null, "ID.90000000000000002", "rina.kopi"),
        new("dewi", "Dewi Lestari", "6285711122233", "ID.90000000000000003", "dewilestari"),
    ];
    private readonly List<SimulatedMessage> _messages = [];
    private readonly List<SimulatedFile> _files = [];
    private readonly List<SimulatedCall> _calls = [];
    private readonly Dictionary<string, DateTimeOffset> _typingUntil = [];
    private readonly List<Bell> _watchers = [];
    private SimulatedMood _mood = new(SimulatedState.Read, 0, Later: false);
    private long _number;

    public SimulatedMood Mood
    {
        get
        {
            lock (_gate)
                return _mood;
        }
        set => Change(() => _mood = value);
    }

    public static string NewId() => "wamid.SIM" + Convert.ToHexString(RandomNumberGenerator.GetBytes(12));

    public SimulatedCustomer? Customer(string id)
    {
        lock (_gate)
            return _customers.Find(c => c.Id == id);
    }

    public SimulatedCustomer? Meant(string? to, string? recipient)
    {
        lock (_gate)
            return _customers.Find(c => c.IsMeant(to, recipient));
    }

    public SimulatedCustomer Add(string name, string? phone, string? username)
    {
        var digits = RandomNumberGenerator.GetInt32(100_000_000, int.MaxValue).ToString(CultureInfo.InvariantCulture);
        var customer = new SimulatedCustomer($"c{digits}", name, phone, $"ID.8{digits}", username);
        Change(() => _customers.Add(customer));
        return customer;
    }

    public SimulatedMessage Add(SimulatedMessage message)
    {
        Change(() =>
        {
            message = message with { Number = ++_number };
            _messages.Add(message);
            if (_messages.Count > MaxMessages)
                _messages.RemoveAt(0);
            if (!message.FromCustomer)
                _typingUntil.Remove(message.Customer);
        });
        return message;
    }

    public SimulatedMessage? Message(string id)
    {
        lock (_gate)
            return _messages.Find(m => m.Id == id);
    }

    /// <summary>Changes a message, if it is still there.</summary>
    public void Change(string id, Func<SimulatedMessage, SimulatedMessage> change) => Change(() =>
    {
        var at = _messages.FindIndex(m => m.Id == id);
        if (at >= 0)
            _messages[at] = change(_messages[at]);
    });

    /// <summary>The app has read a message and all before it, and somebody there types.</summary>
    /// <returns>Whether there is such a message.</returns>
    public bool ReadByApp(string id, bool typing)
    {
        var found = false;
        Change(() =>
        {
            if (_messages.Find(m => m.Id == id && m.FromCustomer) is not { } read)
                return;
            found = true;
            for (var i = 0; i < _messages.Count; i++)
                if (_messages[i] is { FromCustomer: true, State: SimulatedState.Sent or SimulatedState.Sending } m
                    && m.Customer == read.Customer && m.Number <= read.Number)
                    _messages[i] = m with { State = SimulatedState.Read };
            if (typing)
                _typingUntil[read.Customer] = time.GetUtcNow() + TypingLasts;
        });
        return found;
    }

    /// <summary>The customer looks at the conversation.</summary>
    /// <returns>The messages that were read by that.</returns>
    public IReadOnlyList<SimulatedMessage> ReadByCustomer(string customer)
    {
        List<SimulatedMessage> read = [];
        lock (_gate)
        {
            for (var i = 0; i < _messages.Count; i++)
                if (_messages[i] is { FromCustomer: false, State: SimulatedState.Delivered } m && m.Customer == customer)
                    read.Add(_messages[i] = m with { State = SimulatedState.Read });
        }
        if (read.Count > 0)
            Change(() => { });
        return read;
    }

    /// <summary>Whether Meta takes free replies to a customer: 24 hours from their last message.</summary>
    public bool IsOpen(string customer)
    {
        lock (_gate)
            return Open(customer);
    }

    public void Keep(SimulatedFile file) => Change(() =>
    {
        _files.Add(file);
        if (_files.Count > MaxFiles)
            _files.RemoveAt(0);
    });

    public SimulatedFile? File(string id)
    {
        lock (_gate)
            return _files.Find(f => f.Id == id);
    }

    public void Called(bool toApp, string what, int status, JsonElement? body) => Change(() =>
    {
        _calls.Add(new SimulatedCall(++_number, time.GetUtcNow(), toApp, what, status, body));
        if (_calls.Count > MaxCalls)
            _calls.RemoveAt(0);
    });

    public SimulatedView View(string customer)
    {
        lock (_gate)
        {
            return new(BusinessName, BusinessNumber,
                [.. _customers.Select(
                    c => new SimulatedListed(c.Id, c.Name, c.Phone, c.Username,
                        _messages.Count(m => m is { FromCustomer: false, State: SimulatedState.Sent or SimulatedState.Delivered }
                            && m.Customer == c.Id)))],
                [.. _messages.Where(m => m.Customer == customer)],
                _typingUntil.TryGetValue(customer, out var until) && until > time.GetUtcNow(), Open(customer), _mood,
                SimulatorTemplates.All, [.. _calls]);
        }
    }

    /// <summary>A sign for each change; several changes may give one.</summary>
    public (Bell Signs, Action Leave) Watch()
    {
        var watcher = new Bell();
        lock (_gate)
            _watchers.Add(watcher);
        return (watcher, () =>
        {
            lock (_gate)
                _watchers.Remove(watcher);
        }
        );
    }

    private bool Open(string customer) =>
        _messages.FindAll(m => m.FromCustomer && m.Customer == customer) is { Count: > 0 } said
        && said.Max(m => m.At) + WhatsAppChannel.Window > time.GetUtcNow();

    private void Change(Action change)
    {
        lock (_gate)
        {
            change();
            foreach (var watcher in _watchers)
                watcher.Ring();
        }
    }
}
