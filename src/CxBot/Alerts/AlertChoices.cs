namespace CxBot.Alerts;

/// <summary>How an agent wants to be called. Who has chosen nothing is called for everything.</summary>
public sealed class AlertChoices
{
    public required string AgentId { get; init; }

    /// <summary>The causes without a sound, one bit each.</summary>
    public int Silent { get; set; }

    /// <summary>The causes without a notification, at the desk and on the phone, one bit each.</summary>
    public int Unnotified { get; set; }

    /// <summary>Notifications name no customer and show none of their words: others may see the screen.</summary>
    public bool HideWords { get; set; }

    public bool Sounds(AlertCause cause) => (Silent & Bit(cause)) == 0;

    public bool Notifies(AlertCause cause) => (Unnotified & Bit(cause)) == 0;

    public void SetSound(AlertCause cause, bool on) => Silent = on ? Silent & ~Bit(cause) : Silent | Bit(cause);

    public void SetNotification(AlertCause cause, bool on) => Unnotified = on ? Unnotified & ~Bit(cause) : Unnotified | Bit(cause);

    private static int Bit(AlertCause cause) => 1 << (int)cause;
}
