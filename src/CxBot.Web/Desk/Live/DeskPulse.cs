using Microsoft.JSInterop;

namespace CxBot.Web.Desk.Live;

/// <summary>Answers a page that asks whether its circuit still does: what it did before the question has arrived then.</summary>
public static class DeskPulse
{
    [JSInvokable("DeskAnswers")]
    public static bool Answers() => true;
}
