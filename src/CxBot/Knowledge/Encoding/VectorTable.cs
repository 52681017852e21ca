using System.Buffers.Binary;
using System.Runtime.InteropServices;
using CxBot.Storage;
using Microsoft.EntityFrameworkCore;

namespace CxBot.Knowledge.Encoding;

/// <summary>The vectors of an encoder that costs money for each text: in the database, so that every node has them.</summary>
internal sealed class VectorTable(IDbContextFactory<CxBotDbContext> contexts, Writer writer, string encoder) : VectorCache
{
    // Others wait for the same commit.
    private const int RowsAtOnce = 100;

    private const string Insert =
        """INSERT INTO "Embeddings" ("Encoder", "Hash", "Vector") VALUES (@encoder, @hash, @vector) ON CONFLICT DO NOTHING""";

    protected override async Task ReadAsync(
        IReadOnlyDictionary<UInt128, string> wanted,
        Dictionary<string, float[]> found,
        CancellationToken cancellationToken)
    {
        await using var db = contexts.CreateDbContext();
        var rows = db.Embeddings.AsNoTracking().Where(e => e.Encoder == encoder).AsAsyncEnumerable();
        await foreach (var kept in rows.WithCancellation(cancellationToken))
            if (wanted.TryGetValue(BinaryPrimitives.ReadUInt128LittleEndian(kept.Hash), out var text))
                found[text] = MemoryMarshal.Cast<byte, float>(kept.Vector).ToArray();
    }

    protected override async Task SaveAsync(
        IReadOnlyDictionary<string, float[]> all,
        IReadOnlyList<string> added,
        CancellationToken cancellationToken)
    {
        foreach (var some in added.Chunk(RowsAtOnce))
            await writer.RunAsync(async (db, token) =>
            {
                foreach (var text in some)
                {
                    // Another node may have asked for the same text.
                    await using var insert = Sql.Command(
                        db,
                        Insert,
                        ("@encoder", encoder),
                        ("@hash", Hash(text)),
                        ("@vector", MemoryMarshal.AsBytes(all[text].AsSpan()).ToArray()));
                    await insert.ExecuteNonQueryAsync(token);
                }
            }, cancellationToken);
    }
}

/// <summary>One text's vector by one encoder.</summary>
public sealed class StoredEmbedding
{
    /// <summary>The service and its model: vectors of different ones must not be compared.</summary>
    public required string Encoder { get; init; }

    /// <summary>The first 16 bytes of the text's SHA-256.</summary>
    public required byte[] Hash { get; init; }

    /// <summary>Its numbers, 4 bytes each, little-endian.</summary>
    public required byte[] Vector { get; init; }
}
