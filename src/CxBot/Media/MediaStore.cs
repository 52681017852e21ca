using System.Security.Cryptography;
using CxBot.Conversations;
using CxBot.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace CxBot.Media;

/// <summary>The files of conversations: written and synced under a random name before anything refers to them.</summary>
public sealed class MediaStore(IOptions<MediaOptions> options, Writer writer, IDbContextFactory<CxBotDbContext> contexts, TimeProvider time)
{
    /// <summary>The ending of files that are still being received.</summary>
    internal const string Unfinished = ".part";

    /// <summary>How long a file counts for its network address.</summary>
    private static readonly TimeSpan Remembered = TimeSpan.FromHours(24);

    private readonly MediaOptions _options = options.Value;

    /// <summary>The largest image it keeps, in bytes.</summary>
    public long LargestImage => _options.MaxImageBytes;

    /// <summary>Receives a file and keeps it with its conversation; null for an agent's photo.</summary>
    /// <exception cref="MediaRefusedException">It is too large or of a kind that is not taken.</exception>
    public async Task<MediaReference> SaveAsync(Stream content, string? fileName, ConversationId? conversationId,
        CancellationToken cancellationToken)
    {
        using var staged = await StageAsync(content, fileName, cancellationToken);
        return (await KeepAsync([staged], conversationId, cancellationToken))[0];
    }

    /// <summary>Receives and checks a file without keeping it yet: of several files all are taken, or none.</summary>
    /// <exception cref="MediaRefusedException">It is too large or of a kind that is not taken.</exception>
    /// <exception cref="InvalidDataException">It broke off.</exception>
    public async Task<StagedFile> StageAsync(Stream content, string? fileName, CancellationToken cancellationToken)
    {
        PrivateFiles.CreateFolder(_options.Folder);
        MustHaveRoom();
        var path = PathOf(NewId()) + Unfinished;
        try
        {
            await using var file = PrivateFiles.Create(path);
            await CopyAsync(content, file, cancellationToken);
            if (file.Length == 0)
                throw new MediaRefusedException(MediaRefusal.Empty, "The file is empty.");
            var kind = FileSniffer.Sniff(file)
                ?? throw new MediaRefusedException(MediaRefusal.WrongKind,
                    $"This kind of file cannot be sent. Possible are {FileKind.Accept.Replace(",", ", ", StringComparison.Ordinal)}.");
            if (kind.IsImage && file.Length > _options.MaxImageBytes)
                throw TooLarge("An image", _options.MaxImageBytes);
            file.Flush(flushToDisk: true);
            return new StagedFile(path, FileNames.Clean(fileName, kind), kind, file.Length);
        }
        catch
        {
            File.Delete(path);
            throw;
        }
    }

    /// <summary>Keeps received files. When this returns they are on disk and known.</summary>
    /// <exception cref="MediaRefusedException">The conversation holds too much already.</exception>
    public async Task<IReadOnlyList<MediaReference>> KeepAsync(IReadOnlyList<StagedFile> staged, ConversationId? conversationId,
        CancellationToken cancellationToken)
    {
        var rows = staged.Select(file => new MediaFile
        {
            Id = NewId(),
            ConversationId = conversationId,
            ContentType = file.Kind.ContentType,
            FileName = file.FileName,
            Bytes = file.Bytes,
            At = time.GetUtcNow(),
        }).ToList();
        try
        {
            foreach (var (file, row) in staged.Zip(rows))
                file.MoveTo(PathOf(row.Id));
            await writer.RunAsync(async (db, token) =>
            {
                var held = conversationId is null
                    ? 0
                    : await db.MediaFiles.Where(f => f.ConversationId == conversationId).SumAsync(f => f.Bytes, token);
                if (held + rows.Sum(row => row.Bytes) > _options.MaxConversationBytes)
                    throw TooLarge("All files of one conversation together", _options.MaxConversationBytes);
                await MustHaveShareAsync(db, conversationId, rows, token);
                db.MediaFiles.AddRange(rows);
                await db.SaveChangesAsync(token);
            }, cancellationToken);
        }
        catch
        {
            foreach (var row in rows)
                File.Delete(PathOf(row.Id));
            throw;
        }
        return [.. rows.Select(row => new MediaReference(row.Id, row.FileName, row.ContentType, row.Bytes))];
    }

    /// <summary>The file and what is known of it; null where there is none. The caller disposes the stream.</summary>
    public async Task<(MediaFile File, Stream Content)?> OpenAsync(string id, CancellationToken cancellationToken)
    {
        if (!IsId(id))
            return null;
        await using var db = contexts.CreateDbContext();
        if (await db.MediaFiles.AsNoTracking().SingleOrDefaultAsync(f => f.Id == id, cancellationToken) is not { } file)
            return null;
        try
        {
            return (file, new FileStream(PathOf(id), FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete, 81920,
                FileOptions.Asynchronous));
        }
        catch (Exception missing) when (missing is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }
    }

    /// <summary>Forgets files, as when the message that brought them had come before.</summary>
    public async Task RemoveAsync(IReadOnlyList<string> ids, CancellationToken cancellationToken)
    {
        await writer.RunAsync((db, token) => db.MediaFiles.Where(f => ids.Contains(f.Id)).ExecuteDeleteAsync(token), cancellationToken);
        foreach (var id in ids.Where(IsId))
            File.Delete(PathOf(id));
    }

    /// <summary>Whether it can be a name of ours at all; anything else must not come near a path.</summary>
    internal static bool IsId(string id) => id.Length == 32 && id.All(char.IsAsciiHexDigitLower);

    private string PathOf(string id) => Path.Combine(_options.Folder, id);

    private static string NewId() => RandomNumberGenerator.GetHexString(32, lowercase: true);

    private async Task CopyAsync(Stream from, FileStream to, CancellationToken cancellationToken)
    {
        var buffer = new byte[81920];
        while (true)
        {
            int read;
            try
            {
                read = await from.ReadAsync(buffer, cancellationToken);
            }
            catch (IOException broken)
            {
                // The sender's failure, not the disk's.
                throw new InvalidDataException("The file broke off.", broken);
            }
            if (read == 0)
                return;
            if (to.Length + read > _options.MaxFileBytes)
                throw TooLarge("A file", _options.MaxFileBytes);
            MustHaveRoom();
            await to.WriteAsync(buffer.AsMemory(0, read), cancellationToken);
        }
    }

    /// <summary>Files must never take the room that the database needs.</summary>
    private void MustHaveRoom()
    {
        if (_options.MinFreeBytes > 0 && new DriveInfo(Path.GetFullPath(_options.Folder)).AvailableFreeSpace < _options.MinFreeBytes)
            throw new MediaRefusedException(MediaRefusal.NoRoom, "There is no room for files just now. Please send it later.");
    }

    private async Task MustHaveShareAsync(CxBotDbContext db, ConversationId? conversationId, IReadOnlyList<MediaFile> coming,
        CancellationToken cancellationToken)
    {
        if (await db.Conversations.Where(c => c.Id == conversationId).Select(c => c.AddressHash)
            .SingleOrDefaultAsync(cancellationToken) is not { } address)
            return;
        var since = time.GetUtcNow() - Remembered;
        var held = await db.MediaFiles.Where(f => f.At >= since
            && db.Conversations.Any(c => c.Id == f.ConversationId && c.AddressHash == address)).SumAsync(f => f.Bytes, cancellationToken);
        if (held + coming.Sum(file => file.Bytes) > _options.MaxAddressBytes)
            throw TooLarge("All files of one network within a day", _options.MaxAddressBytes);
    }

    private static MediaRefusedException TooLarge(string what, long most) =>
        new(MediaRefusal.TooLarge, $"{what} may have at most {most / (1024 * 1024)} MB.");
}
