using CxBot.Agents;
using CxBot.Storage;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;

namespace CxBot.Accounts;

public static class AgentServices
{
    /// <summary>The agents' accounts, without anything of the web: what the command line needs too.</summary>
    public static IdentityBuilder AddAgents(this IServiceCollection services)
    {
        services.AddSingleton<AccountActs>();
        services.AddSingleton<AgentAccounts>();
        services.AddSingleton<AgentPasswords>();
        services.AddSingleton<AgentTwoFactor>();
        services.AddSingleton<SignInGuard>();
        services.AddSingleton<AgentPresence>();
        services.AddSingleton<SavedViews>();
        services.AddSingleton<FirstAdministrator>();
        return services.AddIdentityCore<Agent>(options =>
            {
                // Length is what makes a password hard to guess; rules about signs only make it hard to keep.
                options.Password.RequiredLength = 10;
                options.Password.RequireDigit = false;
                options.Password.RequireLowercase = false;
                options.Password.RequireUppercase = false;
                options.Password.RequireNonAlphanumeric = false;
                // Of the second step alone, which only who knows the password comes to: see SignInGuard for the first.
                options.Lockout.MaxFailedAccessAttempts = 5;
                options.Lockout.DefaultLockoutTimeSpan = TimeSpan.FromMinutes(5);
                options.User.RequireUniqueEmail = true;
                // The user name is the e-mail address, and those may hold more than Identity's default letters.
                options.User.AllowedUserNameCharacters = string.Empty;
            })
            .AddRoles<IdentityRole>()
            .AddPasswordValidator<WeakPasswords>()
            .AddEntityFrameworkStores<CxBotDbContext>();
    }
}
