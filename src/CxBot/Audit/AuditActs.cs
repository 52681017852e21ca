namespace CxBot.Audit;

/// <summary>
/// What the audit log tells of, by codes that stay as they are: others read them in exports. The desk has words for each, under <c>Act_</c>
/// and the code.
/// </summary>
public static class AuditActs
{
    public const string SignInFailed = "sign-in.failed";
    public const string SignInLocked = "sign-in.locked";
    public const string SignedIn = "sign-in.done";
    public const string SignedOut = "sign-out.done";
    public const string PasswordLinkMade = "password-link.made";
    public const string PasswordLinkUsed = "password-link.used";
    public const string PasswordChanged = "password.changed";
    public const string TwoFactorOn = "two-factor.on";
    public const string TwoFactorOff = "two-factor.off";
    public const string RecoveryCodesMade = "recovery-codes.made";
    public const string AgentCreated = "agent.created";
    public const string AgentRenamed = "agent.renamed";
    public const string AgentDisabled = "agent.disabled";
    public const string AgentEnabled = "agent.enabled";
    public const string RoleChanged = "role.changed";
    public const string CustomerBlocked = "customer.blocked";
    public const string CustomerUnblocked = "customer.unblocked";
    public const string CustomerChanged = "customer.changed";
    public const string CustomersMerged = "customer.merged";
    public const string CustomerExported = "customer.exported";
    public const string CustomerErased = "customer.erased";
    public const string RetentionErased = "retention.erased";
    public const string ErasureFinished = "erasure.finished";
    public const string ConversationReleased = "conversation.released";
    public const string ConversationReturned = "conversation.returned";
    public const string ConversationResolved = "conversation.resolved";
    public const string ConversationTransferred = "conversation.transferred";
    public const string QueueCleared = "queue.cleared";
    public const string TemplateSent = "template.sent";
    public const string QuestionsChanged = "questions.changed";
    public const string SettingChanged = "setting.changed";
    public const string LabelChanged = "label.changed";
    public const string AuditExported = "audit.exported";
    public const string ReportExported = "report.exported";
    public const string BackupMade = "backup.made";
    public const string BackupRestored = "backup.restored";
    public const string ApiKeyMade = "api-key.made";
    public const string ApiKeyRevoked = "api-key.revoked";
    public const string ActivityImported = "activity.imported";
    public const string ActivityErased = "activity.erased";

    /// <summary>All of them, as the desk lists them.</summary>
    public static readonly IReadOnlyList<string> All =
    [
        SignInFailed, SignInLocked, SignedIn, SignedOut, PasswordLinkMade, PasswordLinkUsed, PasswordChanged, TwoFactorOn, TwoFactorOff,
        RecoveryCodesMade,
        AgentCreated, AgentRenamed, AgentDisabled, AgentEnabled, RoleChanged,
        CustomerBlocked, CustomerUnblocked, CustomerChanged, CustomersMerged, CustomerExported, CustomerErased,
        RetentionErased, ErasureFinished,
        ConversationReleased, ConversationReturned, ConversationResolved, ConversationTransferred,
        QueueCleared, TemplateSent, QuestionsChanged, SettingChanged, LabelChanged, AuditExported, ReportExported,
        BackupMade, BackupRestored, ApiKeyMade, ApiKeyRevoked, ActivityImported, ActivityErased,
    ];
}
