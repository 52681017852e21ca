using CxBot.Conversations;
using CxBot.Customers;
using CxBot.Web.Channels.DirectLine;
using CxBot.Web.Channels.DirectLine.Tokens;
using CxBot.Web.Channels.WhatsApp;
using CxBot.Web.Engine;
using Microsoft.EntityFrameworkCore;
using Newtonsoft.Json.Linq;

namespace CxBot.Tests.Reports.ShopYear;

/// <summary>A person on one channel: what they do reaches the app as ever, and their place in the ledger is told what they see.</summary>
internal abstract class Guest(Shop shop, Person person, string channel)
{
    public Shop Shop => shop;
    public Place Place { get; } = shop.Ledger.Open(person, channel);
    public ConversationId Id { get; protected set; } = new("");

    /// <summary>Sends words, and knows the conversation afterwards.</summary>
    protected abstract Task SendAsync(string text);

    public abstract Task SeesLastAsync();

    public abstract Task RatesAsync(int score);

    /// <summary>Asks what the bot answers.</summary>
    public async Task AsksAsync(string topic, int wording)
    {
        await SendAsync(Wording.Answered[topic][wording % Wording.Answered[topic].Length]);
        Place.Asks(shop.Now, BotSaid.Answered, shop.Now, topic);
    }

    /// <summary>Says what nobody understands: the bot lets them write on for a moment, and asks back then.</summary>
    public async Task SaysNonsenseAsync()
    {
        await SendAsync(Wording.Nonsense);
        Place.Asks(shop.Now, BotSaid.NoHelp, shop.Now + Moments.Patience, null);
    }

    public async Task GreetsAsync(bool thanks)
    {
        await SendAsync(thanks ? Wording.Thanks : Wording.Greeting);
        Place.Chats(shop.Now, thanks);
    }

    public async Task AsksForPeopleAsync(int which)
    {
        var (text, skill, topic) = Wording.ForPeople[which];
        await SendAsync(text);
        Place.AsksForPeople(shop.Now, shop.Now, skill, topic);
    }

    public async Task SaysToPeopleAsync()
    {
        await SendAsync("masih saya tunggu");
        Place.SaysToPeople(shop.Now);
    }

    /// <summary>Says something that is no matter: a code, a yes to it.</summary>
    public async Task SaysAsync(string text)
    {
        await SendAsync(text);
        Place.Words(shop.Now);
    }

    protected void Rated(int score)
    {
        var asked = Place.Asked[^1];
        asked.IsDelivered = true;
        asked.Answers.Add((shop.Now, score));
    }
}

/// <summary>On the website.</summary>
internal sealed class WebGuest(Shop shop, Person person, string name) : Guest(shop, person, WebChannel.Key)
{
    private DirectLineToken Sender => DirectLineToken.Of(Id, name);

    public async Task OpensAsync()
    {
        Id = new ConversationId("web-" + name);
        var address = Place.Person.IsKnown ? WebChannel.Subject(name) : WebChannel.Visitor(name);
        await Shop.Get<Intake>().OpenAsync(Id, address, null, "id", Shop.Token);
    }

    protected override async Task SendAsync(string text)
    {
        if (Id.Value.Length == 0)
            await OpensAsync();
        await PostAsync(new JObject { ["type"] = "message", ["text"] = text });
    }

    public async Task ThumbsAsync(bool up)
    {
        var answer = await Shop.App.ReadAsync(db => db.Messages.Where(m => m.ConversationId == Id && m.Role == MessageRole.Bot)
            .MaxAsync(m => m.Sequence, Shop.Token));
        var action = new JObject
        {
            ["@type"] = up ? "LikeAction" : "DislikeAction",
            ["target"] = new JObject { ["@id"] = DirectLinePlace.ActivityId(Id, answer) },
        };
        await PostAsync(new JObject { ["type"] = "event", ["name"] = EventNames.Feedback, ["entities"] = new JArray(action) });
        Place.Matter!.Thumb = up;
        Place.Words(Shop.Now);
    }

    public async Task GoesBackAsync()
    {
        await PostAsync(new JObject { ["type"] = "event", ["name"] = EventNames.ReturnToBot, ["value"] = new JObject() });
        Place.GoesToBot(Shop.Now, byCustomer: true);
    }

    public override async Task SeesLastAsync()
    {
        var last = await Shop.App.ReadAsync(db => db.Messages.Where(m => m.ConversationId == Id).MaxAsync(m => m.Sequence, Shop.Token));
        await PostAsync(new JObject
        {
            ["type"] = "event",
            ["name"] = EventNames.Seen,
            ["value"] = new JObject { ["sequence"] = last },
        });
        Place.Asked.ForEach(asked => asked.IsDelivered = true);
    }

    public override async Task RatesAsync(int score)
    {
        var notices = await Shop.App.ReadAsync(db => db.Messages.AsNoTracking()
            .Where(m => m.ConversationId == Id && m.Role == MessageRole.System).OrderByDescending(m => m.Sequence).ToListAsync(Shop.Token));
        var about = notices.Select(m => (m.Content as MessageContent.Notice)?.AskRatingOf).First(id => id is not null);
        await PostAsync(new JObject
        {
            ["type"] = "event",
            ["name"] = EventNames.Rating,
            ["value"] = new JObject { ["handover"] = about, ["score"] = score },
        });
        Rated(score);
    }

    private async Task PostAsync(JObject activity)
    {
        var taken = await Shop.Get<DirectLineIntake>().TakeAsync(activity, Sender, [], false, Shop.Token);
        Assert.Equal("Ok`1", taken.GetType().Name);
    }
}

/// <summary>On WhatsApp.</summary>
internal sealed class PhoneGuest(Shop shop, Person person, string phone) : Guest(shop, person, WhatsAppChannel.Key)
{
    private WhatsAppCustomer Customer => new(Shop.App.Address, phone);

    /// <summary>What the shop said last.</summary>
    public string LastHeard => Shop.Phones.Last(phone).Text;

    protected override async Task SendAsync(string text)
    {
        await Customer.SayAsync(text, Name("in"), Shop.Now);
        if (Id.Value.Length == 0)
            Id = await Shop.App.ReadAsync(db => db.CustomerIdentities
                .Where(i => i.Channel == WhatsAppChannel.Key && i.Kind == PersonOnChannel.PhoneKind && i.Value == phone)
                .Join(db.Conversations, i => i.CustomerId, c => c.CustomerId, (_, c) => c)
                .Where(c => c.Channel == WhatsAppChannel.Key).Select(c => c.Id).SingleAsync(Shop.Token));
    }

    public override async Task SeesLastAsync()
    {
        await WhatsAppCustomer.ReportAsync(Shop.App.Address, Shop.Phones.Last(phone).Id, "delivered");
        Place.Asked[^1].IsDelivered = true;
    }

    public override async Task RatesAsync(int score)
    {
        var asked = Shop.Phones.Last(phone);
        var (id, title) = asked.Options.Single(o => o.Id.EndsWith($":{score}", StringComparison.Ordinal));
        var pressed = Customer.Message("interactive", new System.Text.Json.Nodes.JsonObject
        {
            ["type"] = "list_reply",
            ["list_reply"] = new System.Text.Json.Nodes.JsonObject { ["id"] = id, ["title"] = title },
        }, Name("press"), Shop.Now);
        await Customer.SendAsync(pressed);
        Rated(score);
    }

    /// <summary>The shop's last words are refused after all.</summary>
    public static Task RefusesAsync(Shop shop, string text) =>
        WhatsAppCustomer.ReportAsync(shop.App.Address, shop.Phones.Saying(text).Id, "failed", code: 131026);

    private string Name(string kind) => $"wamid.{kind}{phone}{Shop.Now.UtcTicks}";
}
