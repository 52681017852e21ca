using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json;
using System.Threading.Channels;
using CxBot.Conversations;
using CxBot.Customers;
using CxBot.Language;

namespace CxBot.Web.Channels.WhatsApp.Simulator;

/// <summary>What is on the phone, in memory: it forgets at a restart, and the app does not.</summary>
public sealed class SimulatorPhone(TimeProvider time)
{
    public const string BusinessName = "Kedai Nusa";
    public const string BusinessNumber = "+62 811-0000-1234";

    private const int MostMessages = 2000;
    private const int MostCalls = 40;
    private const int MostFiles = 60;

    /// <summary>As WhatsApp shows it.</summary>
    private static readonly TimeSpan TypingLasts = TimeSpan.FromSeconds(25);

    private readonly Lock gate = new();
    private readonly List<SimulatedCustomer> customers =
    [
        new("budi", "Budi Santoso", "6281234567890", "ID.90000000000000001", null),
        new("rina", "Rina", null, "ID.90000000000000002", "rina.kopi"),
        new("dewi", "Dewi Lestari", "6285711122233", "ID.90000000000000003", "dewilestari"),
    ];
    private readonly List<SimulatedMessage> messages = [];
    private readonly List<SimulatedFile> files = [];
    private readonly List<SimulatedCall> calls = [];
    private readonly Dictionary<string, DateTimeOffset> typingUntil = [];
    private readonly List<Channel<bool>> watchers = [];
    private SimulatedMood mood = new(SimulatedState.Read, 0, Later: false);
    private long number;

    public SimulatedMood Mood
    {
        get { lock (gate) return mood; }
        set => Change(() => mood = value);
    }

    public static string NewId() => "wamid.SIM" + Convert.ToHexString(RandomNumberGenerator.GetBytes(12));

    public SimulatedCustomer? Customer(string id)
    {
        lock (gate) return customers.Find(c => c.Id == id);
    }

    public SimulatedCustomer? Meant(string? to, string? recipient)
    {
        lock (gate) return customers.Find(c => c.IsMeant(to, recipient));
    }

    public SimulatedCustomer Add(string name, string? phone, string? username)
    {
        var digits = RandomNumberGenerator.GetInt32(100_000_000, int.MaxValue).ToString(CultureInfo.InvariantCulture);
        var customer = new SimulatedCustomer($"c{digits}", name, phone, $"ID.8{digits}", username);
        Change(() => customers.Add(customer));
        return customer;
    }

    public SimulatedMessage Add(SimulatedMessage message)
    {
        Change(() =>
        {
            message = message with { Number = ++number };
            messages.Add(message);
            if (messages.Count > MostMessages) messages.RemoveAt(0);
            if (!message.FromCustomer) typingUntil.Remove(message.Customer);
        });
        return message;
    }

    public SimulatedMessage? Message(string id)
    {
        lock (gate) return messages.Find(m => m.Id == id);
    }

    /// <summary>Changes a message, if it is still there.</summary>
    public void Change(string id, Func<SimulatedMessage, SimulatedMessage> change) => Change(() =>
    {
        var at = messages.FindIndex(m => m.Id == id);
        if (at >= 0) messages[at] = change(messages[at]);
    });

    /// <summary>The app has read a message and all before it, and somebody there types.</summary>
    /// <returns>Whether there is such a message.</returns>
    public bool ReadByApp(string id, bool typing)
    {
        var found = false;
        Change(() =>
        {
            if (messages.Find(m => m.Id == id && m.FromCustomer) is not { } read) return;
            found = true;
            for (var i = 0; i < messages.Count; i++)
                if (messages[i] is { FromCustomer: true, State: SimulatedState.Sent or SimulatedState.Sending } m && m.Customer == read.Customer && m.Number <= read.Number) messages[i] = m with { State = SimulatedState.Read };
            if (typing) typingUntil[read.Customer] = time.GetUtcNow() + TypingLasts;
        });
        return found;
    }

    /// <summary>The customer looks at the conversation.</summary>
    /// <returns>The messages that were read by that.</returns>
    public IReadOnlyList<SimulatedMessage> ReadByCustomer(string customer)
    {
        List<SimulatedMessage> read = [];
        lock (gate)
        {
            for (var i = 0; i < messages.Count; i++)
                if (messages[i] is { FromCustomer: false, State: SimulatedState.Delivered } m && m.Customer == customer) read.Add(messages[i] = m with { State = SimulatedState.Read });
        }
        if (read.Count > 0) Change(() => { });
        return read;
    }

    /// <summary>Whether Meta takes free replies to a customer: 24 hours from their last message.</summary>
    public bool IsOpen(string customer)
    {
        lock (gate) return Open(customer);
    }

    public void Keep(SimulatedFile file) => Change(() =>
    {
        files.Add(file);
        if (files.Count > MostFiles) files.RemoveAt(0);
    });

    public SimulatedFile? File(string id)
    {
        lock (gate) return files.Find(f => f.Id == id);
    }

    public void Called(bool toApp, string what, int status, JsonElement? body) => Change(() =>
    {
        calls.Add(new SimulatedCall(++number, time.GetUtcNow(), toApp, what, status, body));
        if (calls.Count > MostCalls) calls.RemoveAt(0);
    });

    public SimulatedView View(string customer)
    {
        lock (gate)
        {
            return new(BusinessName, BusinessNumber,
                [.. customers.Select(c => new SimulatedListed(c.Id, c.Name, c.Phone, c.Username, messages.Count(m => m is { FromCustomer: false, State: SimulatedState.Sent or SimulatedState.Delivered } && m.Customer == c.Id)))],
                [.. messages.Where(m => m.Customer == customer)],
                typingUntil.TryGetValue(customer, out var until) && until > time.GetUtcNow(), Open(customer), mood, SimulatorTemplates.All, [.. calls]);
        }
    }

    /// <summary>A sign for each change; several changes may give one.</summary>
    public (ChannelReader<bool> Signs, Action Leave) Watch()
    {
        var watcher = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });
        lock (gate) watchers.Add(watcher);
        return (watcher.Reader, () =>
        {
            lock (gate) watchers.Remove(watcher);
        });
    }

    private bool Open(string customer) => messages.FindAll(m => m.FromCustomer && m.Customer == customer) is { Count: > 0 } said && said.Max(m => m.At) + ReplyWindow.WhatsApp > time.GetUtcNow();

    private void Change(Action change)
    {
        lock (gate)
        {
            change();
            foreach (var watcher in watchers) watcher.Writer.TryWrite(true);
        }
    }
}
