using CxBot.Answering;
using CxBot.Conversations;
using CxBot.Handover;
using CxBot.Knowledge;
using CxBot.Storage;
using CxBot.Web.Bot;
using CxBot.Web.Channels.DirectLine;
using CxBot.Web.Channels.Media;
using CxBot.Web.Channels.Widget;
using CxBot.Web.Commands;
using CxBot.Web.Engine;
using CxBot.Web.Operations;
using Microsoft.AspNetCore.DataProtection;

var builder = WebApplication.CreateBuilder(new WebApplicationOptions { Args = args, ContentRootPath = AppContext.BaseDirectory });
builder.WebHost.UseStaticWebAssets();

builder.Services.AddStorage(builder.Configuration);
builder.Services.AddKnowledge(builder.Configuration);
builder.Services.AddAnswering(builder.Configuration);
builder.Services.AddHandover(builder.Configuration);
builder.Services.AddConversations();
builder.Services.AddBot();
builder.AddEngine();
builder.Services.AddDirectLine(builder.Configuration);
builder.Services.AddWidget(builder.Configuration);
builder.Services.AddMedia(builder.Configuration);
builder.Services.AddSingleton<CxBot.Web.Operations.SigningKey>();
builder.Services.AddHostedService(p => p.GetRequiredService<CxBot.Web.Operations.SigningKey>());
builder.Services.AddRateLimits(builder.Configuration);
builder.Services.AddDataProtection().PersistKeysToDbContext<CxBotDbContext>();

var app = builder.Build();
if (CommandDispatch.IsCommand(args)) return await CommandDispatch.RunAsync(args, app.Services);

app.UseWebSockets();
app.UseDefaultFiles();
app.UseStaticFiles();
app.MapDirectLine();
app.MapWidget();
app.MapMedia();
await app.RunAsync();
return 0;
