using CxBot.Conversations;
using CxBot.Handover;

namespace CxBot.Tests.Reports.ShopYear;

/// <summary>The kinds of things that happen in a shop, each with its trap.</summary>
internal sealed class Stories(Shop shop, string series)
{
    private static readonly string[] Agents = ["Sari", "Budi", "Tono"];
    private static readonly string[] Topics = [.. Wording.Answered.Keys];

    private int _people;
    private int _alone;
    private int _open;

    /// <summary>Every kind, and how many of a hundred are of it.</summary>
    public IReadOnlyList<(int Weight, Action<Story> Tell)> Kinds =>
    [
        (14, OfTheBot), (4, OfAGreeting), (4, OfNonsense), (10, OfComingBack), (26, OfPeople), (6, OfGivingUp), (5, OfBeingGivenBack),
        (7, OfAnOpenEnd), (5, OfAnotherChannel), (4, OfTwoWhoAreOne), (4, OfAnErasure), (3, OfNoCustomer), (4, OfPeopleAlone),
        (4, OfAnUndoneAct),
    ];

    private void OfTheBot(Story story)
    {
        var guest = Anybody(story);
        story.Asks(guest, Topic(story)).Later();
        if (guest is WebGuest web && story.Chance.Next(2) == 0)
        {
            var up = story.Chance.Next(2) == 0;
            story.Says(web, () => web.ThumbsAsync(up));
        }
        else if (story.Chance.Next(2) == 0)
        {
            story.Says(guest, () => guest.GreetsAsync(thanks: true));
        }
    }

    private void OfAGreeting(Story story)
    {
        var guest = Anybody(story);
        story.Says(guest, () => guest.GreetsAsync(thanks: false));
    }

    private void OfNonsense(Story story) => story.Mumbles(Anybody(story));

    /// <summary>On the topic or on another, after a time within the seven days or beyond them.</summary>
    private void OfComingBack(Story story)
    {
        var guest = Somebody(story);
        var topic = Topic(story);
        story.Asks(guest, topic).After(days: story.Chance.Next(3) == 0 ? 8 : 6);
        if (story.Chance.Next(4) == 0)
            topic = Topics.First(other => other != topic);
        story.Asks(guest, topic);
        if (story.Chance.Next(2) == 0)
            Helped(story.Later().AsksForPeople(guest), guest);
    }

    private void OfPeople(Story story)
    {
        var guest = Anybody(story);
        if (story.Chance.Next(2) == 0)
            story.Asks(guest, Topic(story)).Later();
        story.AsksForPeople(guest);
        Helped(story, guest);
        // Some are back with the same matter: it did not last, or only after the seven days.
        if (story.Chance.Next(3) > 0)
            return;
        story.After(days: 5 + story.Chance.Next(5)).AsksForPeople(guest);
        Helped(story, guest);
    }

    /// <summary>Somebody takes it, with what comes between, replies, and resolves it as a rule; and asks whether all is well.</summary>
    private static void Helped(Story story, Guest guest)
    {
        var owner = Pick(story, Agents);
        if (story.Chance.Next(6) == 0)
            story.After(guest is PhoneGuest ? TimeSpan.FromHours(15) : TimeSpan.FromHours(10 * story.Chance.Next(1, 8)));
        if (story.Chance.Next(6) == 0)
            story.Later().Vanishes(guest);
        story.Later().Does(guest, owner, Desk.TakesAsync);
        if (story.Chance.Next(4) == 0)
            story.Later().Does(guest, owner, Desk.NotesAsync);
        if (story.Chance.Next(8) == 0)
        {
            story.Later().Does(guest, owner, Desk.ReleasesAsync).Later();
            owner = Pick(story, Agents);
            story.Does(guest, owner, Desk.TakesAsync);
        }

        if (story.Chance.Next(4) == 0)
            owner = Transferred(story, guest, owner);
        if (guest is PhoneGuest && story.Chance.Next(2) == 0)
            story.Later().Does(guest, owner, Desk.RepliesInVainAsync);
        story.Later().Does(guest, owner, Desk.RepliesAsync);
        for (var more = story.Chance.Next(3); more > 0; more--)
        {
            story.Later().Says(guest, guest.SaysToPeopleAsync);
            if (story.Chance.Next(2) == 0)
                story.Later().Says(guest, guest.SaysToPeopleAsync);
            story.Later().Does(guest, owner, Desk.RepliesAsync);
        }

        if (story.Chance.Next(8) == 0)
            owner = Transferred(story, guest, owner);
        var outcome = story.Chance.Next(5) switch
        {
            0 => HandoverOutcome.FollowUpNeeded,
            1 => HandoverOutcome.NotReachable,
            _ => HandoverOutcome.Solved,
        };
        story.Later().Does(guest, owner, (g, name) => g.ResolvesAsync(name, outcome));
        Questioned(story, guest);
    }

    private static string Transferred(Story story, Guest guest, string from)
    {
        var to = Agents.First(a => a != from);
        story.Later().Does(guest, () => guest.TransfersAsync(from, to));
        return to;
    }

    /// <summary>The question after it reaches some, and some of those answer, late or twice.</summary>
    private static void Questioned(Story story, Guest guest)
    {
        if (story.Chance.Next(3) == 0)
            return;
        story.After(Story.Step).Says(guest, guest.SeesLastAsync);
        if (story.Chance.Next(2) == 0)
            return;
        // A year late on the website is a week late here; and a phone has other things before its eyes by then.
        story.After(story.Chance.Next(6) == 0 && guest is WebGuest ? TimeSpan.FromDays(8) : 4 * Story.Step);
        var score = story.Chance.Next(1, 6);
        story.Says(guest, () => guest.RatesAsync(score));
        if (guest is WebGuest && story.Chance.Next(3) == 0)
            story.After(hours: 30).Says(guest, () => guest.RatesAsync(6 - score));
    }

    private void OfGivingUp(Story story)
    {
        var guest = Website(story);
        story.AsksForPeople(guest).Later().Does(guest, guest.GoesBackAsync);
        if (story.Chance.Next(2) == 0)
            story.Later().Asks(guest, Topic(story));
    }

    private void OfBeingGivenBack(Story story)
    {
        var (guest, owner) = (Anybody(story), Pick(story, Agents));
        story.AsksForPeople(guest).Later().Does(guest, owner, Desk.TakesAsync);
        if (story.Chance.Next(2) == 0)
            story.Later().Does(guest, owner, Desk.RepliesAsync);
        story.Later().Does(guest, () => guest.ReturnsAsync(owner));
        if (story.Chance.Next(2) == 0)
            story.Later().Asks(guest, Topic(story));
    }

    private void OfAnOpenEnd(Story story)
    {
        var (guest, owner) = (Anybody(story), Pick(story, Agents));
        // What was solved before stays solved, whatever is open now.
        if (_open++ % 2 == 0)
        {
            Helped(story.AsksForPeople(guest), guest);
            story.After(days: 9);
        }

        story.AsksForPeople(guest);
        if (story.Chance.Next(2) == 0)
            return;
        story.Later().Does(guest, owner, Desk.TakesAsync);
        if (story.Chance.Next(2) == 0)
            story.Later().Does(guest, owner, Desk.RepliesAsync);
    }

    /// <summary>From the phone to the website, in the middle of it; some had begun there already.</summary>
    private void OfAnotherChannel(Story story)
    {
        var person = new Person { IsKnown = true };
        var (phone, web) = (Phone(person), new WebGuest(shop, new Person(), Name()));
        var (asksPeople, topic) = (story.Chance.Next(2) == 0, Topic(story));
        _ = asksPeople ? story.AsksForPeople(phone) : story.Asks(phone, topic);
        if (story.Chance.Next(2) == 0)
            story.Later().Asks(web, topic);
        else
            story.Later().Says(web, web.OpensAsync);
        story.Later().Says(phone, () => phone.SaysAsync("lanjut di web"));
        story.Later().Says(web, () => web.SaysAsync(CodeIn(phone.LastHeard)));
        story.Later().Says(web, async () =>
        {
            await web.SaysAsync("ya");
            web.Place.GoesOnWith(phone.Place, shop.Now);
            Ledger.Join(person, web.Place.Person);
        });
        if (!asksPeople)
            story.Later().AsksForPeople(web);
        Helped(story, web);
    }

    private void OfTwoWhoAreOne(Story story)
    {
        var (web, phone) = (new WebGuest(shop, new Person(), Name()), Phone(new Person { IsKnown = true }));
        var topic = Topic(story);
        story.Asks(web, topic).After(days: story.Chance.Next(4) == 0 ? 8 : 3).Asks(phone, topic).Later();
        story.Does(web, () => web.MergesAsync(phone, "Sari"));
    }

    private void OfAnErasure(Story story)
    {
        var guest = Somebody(story);
        switch (story.Chance.Next(4))
        {
            case 0:
                story.Asks(guest, Topic(story));
                break;
            case 1:
                story.AsksForPeople(guest);
                break;
            case 2:
                story.AsksForPeople(guest).Later().Does(guest, () => guest.TakesAsync("Tono")).Later()
                    .Does(guest, () => guest.RepliesAsync("Tono"));
                break;
            default:
                Helped(story.Asks(guest, Topic(story)).Later().AsksForPeople(guest), guest);
                break;
        }

        story.After(hours: story.Chance.Next(2) == 0 ? 5 : 20 * story.Chance.Next(1, 6)).Does(guest, guest.IsErasedAsync);
    }

    private void OfNoCustomer(Story story)
    {
        var guest = Anybody(story);
        story.AsksForPeople(guest).Later().Does(guest, () => guest.TakesAsync("Budi"));
        if (story.Chance.Next(2) == 0)
            story.Later().Does(guest, () => guest.BlocksAsync("Budi"));
        else
            story.Later().Does(guest, () => guest.ResolvesAsync("Budi", HandoverOutcome.Spam));
    }

    /// <summary>People begin it, or take up again what was solved.</summary>
    private void OfPeopleAlone(Story story)
    {
        var (guest, kind) = (Website(story), _alone++);
        if (kind % 2 == 0)
            story.Says(guest, () => guest.GreetsAsync(thanks: false));
        else
            story.AsksForPeople(guest).Later().Does(guest, () => guest.TakesAsync("Sari")).Later()
                .Does(guest, () => guest.RepliesAsync("Sari")).Later().Does(guest, () => guest.ResolvesAsync("Sari"));
        story.Later().Does(guest, () => guest.TakesUnaskedAsync("Budi")).Later().Does(guest, () => guest.RepliesAsync("Budi")).Later();
        var solved = kind % 4 < 2 ? HandoverOutcome.Solved : HandoverOutcome.FollowUpNeeded;
        story.Does(guest, () => guest.ResolvesAsync("Budi", solved));
    }

    private void OfAnUndoneAct(Story story)
    {
        var (guest, act) = (Anybody(story), (UndoableAct?)null);
        story.AsksForPeople(guest).Later().Does(guest, () => guest.TakesAsync("Tono")).Later()
            .Does(guest, () => guest.RepliesAsync("Tono")).Later().Does(guest, async () => act = await guest.ResolvesAsync("Tono"))
            .Later().Does(guest, () => guest.UndoesAsync("Tono", act!)).Later().Does(guest, () => guest.RepliesAsync("Tono"))
            .Later().Does(guest, () => guest.ResolvesAsync("Tono"));
        Questioned(story, guest);
    }

    private Guest Anybody(Story story) => story.Chance.Next(3) == 0 ? new WebGuest(shop, new Person(), Name()) : Somebody(story);

    /// <summary>Whom the shop knows.</summary>
    private Guest Somebody(Story story) =>
        story.Chance.Next(2) == 0 ? Phone(new Person { IsKnown = true }) : new WebGuest(shop, new Person { IsKnown = true }, Name());

    private WebGuest Website(Story story) => new(shop, new Person { IsKnown = story.Chance.Next(2) == 0 }, Name());

    private PhoneGuest Phone(Person person) =>
        new(shop, person, string.Create(System.Globalization.CultureInfo.InvariantCulture, $"62811{++_people:D7}"));

    private string Name() => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{series}{++_people}");

    private static string Topic(Story story) => Pick(story, Topics);

    private static string Pick(Story story, string[] among) => among[story.Chance.Next(among.Length)];

    private static string CodeIn(string text) =>
        System.Text.RegularExpressions.Regex.Match(text, "[2-9A-Z]{4}-[2-9A-Z]{4}").Value;
}
