using System.Collections.Frozen;
namespace CxBot.Conversations;

/// <summary>What a channel is like, as the channel itself tells it. Core and desk ask these traits and never a channel's name.</summary>
/// <param name="Key">The channel's name in the database; it never changes once a message is stored under it.</param>
/// <param name="Name">The channel's name as people read it.</param>
public sealed record ChannelTraits(string Key, string Name)
{
    /// <summary>The channel's picture at the desk, as the inner elements of an SVG of 24 by 24; null for a plain bubble.</summary>
    public string? Icon { get; init; }

    /// <summary>Messages are carried to the customer by an <see cref="Delivery.IChannelSender"/>; otherwise the customer's client reads the
    /// log.</summary>
    public bool IsPushed { get; init; }

    /// <summary>How long the channel takes free replies; null where it sets no limit.</summary>
    public ReplyLimit? ReplyLimit { get; init; }

    /// <summary>A reply can quote the message that it answers.</summary>
    public bool Quotes { get; init; }

    /// <summary>Each message costs money: what belongs together is said in one message.</summary>
    public bool CostsPerMessage { get; init; }

    /// <summary>Customers here may ask to go on on the website, and get a code for it.</summary>
    public bool LeadsToWebsite { get; init; }

    /// <summary>How the ids of this channel's conversations begin, where the channel has no ids of its own for them.</summary>
    public string ConversationPrefix { get; init; } = Key + "-";

    /// <summary>The kind of a customer's identity here that agents see as their number; null where the channel shows none.</summary>
    public string? NumberKind { get; init; }

    /// <summary>The channel has a button of its own with which customers give a number that it hides.</summary>
    public bool CanAskNumber { get; init; }

    /// <summary>An answer's Markdown as an agent would write it here, where replies are carried as they stand; null for text without
    /// marks.</summary>
    public Func<string, string>? WriteAnswer { get; init; }

    /// <summary>Why the channel would not take a file of this type and size, in the reader's language; null where it would.</summary>
    public Func<string, long, string, string?>? RefuseFile { get; init; }

    /// <summary>What an agent can do about an error, by the channel's own code, in the reader's language.</summary>
    public Func<int, string, string>? AdviseOnError { get; init; }

    /// <summary>What makes sense after an error, by the channel's own code; null where the channel does not tell.</summary>
    public Func<int, WaysOut>? WaysOutOfError { get; init; }

    /// <summary>One of the channel's own events, by whoever did it, as a line in the reader's language; null for what no agent needs to
    /// see.</summary>
    public Func<MessageContent.Report, MessageRole, string, string?>? DescribeEvent { get; init; }
}

/// <summary>How long a channel takes free replies after each of the customer's messages.</summary>
/// <param name="Bot">For what the bot and the system say.</param>
/// <param name="Agents">For what people write; at least as long.</param>
public sealed record ReplyLimit(TimeSpan Bot, TimeSpan Agents)
{
    /// <summary>One limit for all.</summary>
    public static ReplyLimit ForAll(TimeSpan limit) => new(limit, limit);
}

/// <summary>What an agent can do about a reply that a channel refused. Whether the customer has another channel, and whether this one takes
/// free replies now, is asked beside it.</summary>
[Flags]
public enum WaysOut
{
    None = 0,

    /// <summary>The same once more may be taken.</summary>
    Retry = 1,

    /// <summary>An approved template may be taken where this was not, or another template.</summary>
    Template = 2,

    /// <summary>Nothing goes to this customer here: another channel.</summary>
    OtherChannel = 4,
}

/// <summary>The channels of this installation, by their keys.</summary>
public sealed class ChannelRegistry(IEnumerable<ChannelTraits> channels)
{
    /// <summary>No channel at all, for tools that only look at a database.</summary>
    public static readonly ChannelRegistry None = new([]);

    private readonly FrozenDictionary<string, ChannelTraits> _channels = channels.ToFrozenDictionary(channel => channel.Key);

    /// <summary>The channel's traits. Of a channel that this installation no longer has, outgoing messages wait.</summary>
    public ChannelTraits Of(string key) => _channels.GetValueOrDefault(key) ?? new ChannelTraits(key, key) { IsPushed = true };
}
