using CxBot.Storage;
using CxBot.Storage.Nodes;
using Microsoft.Extensions.Options;
using StackExchange.Redis;

namespace CxBot.Web.Engine.Nodes;

/// <summary>Whether the settings of several nodes fit each other.</summary>
public sealed class NodesCheck(IOptions<StorageOptions> storage) : IValidateOptions<NodesOptions>
{
    public ValidateOptionsResult Validate(string? name, NodesOptions options)
    {
        if (!options.AreSeveral)
            return ValidateOptionsResult.Success;
        if (storage.Value.Provider != StorageProvider.Postgres)
            return ValidateOptionsResult.Fail("Cluster:Redis is for several nodes on one PostgreSQL, and SQLite is for one process: set "
                + "Storage:Provider to Postgres with its Storage:ConnectionString, or leave Cluster:Redis out.");
        try
        {
            return ConfigurationOptions.Parse(options.Redis!).EndPoints.Count > 0 ? ValidateOptionsResult.Success
                : ValidateOptionsResult.Fail("Cluster:Redis names no server. Write host:port, and what else it needs after commas.");
        }
        catch (Exception wrong) when (wrong is ArgumentException or FormatException)
        {
            // The text itself is not repeated: it may hold a password.
            return ValidateOptionsResult.Fail("Cluster:Redis cannot be read. Write host:port, and what else it needs after commas, such as "
                + "redis.internal:6379,password=...");
        }
    }
}
